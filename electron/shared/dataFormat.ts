/**
 * Version of what Hearth keeps on disk: the tables (SQLite's user_version) and the settings. Raised with anything that an older Hearth cannot read; an update is then not taken back once
 * the newer one has written (docs/decisions/0028).
 */
export const dataFormat = 1;
