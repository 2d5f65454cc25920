/** The client library: what `hearth-client` gives an application. */
export { ClientError, type ClientErrorKind } from './clientError.ts';
export { openHearth, type Backing, type Classified, type Embedded, type GenerateAsk, type Generated, type Generation, type Hearth, type Message, type OpenOptions, type ToolCall, type ToolSpec, type UsageDay, type Verified } from './openHearth.ts';
export { runTools, type Tool, type ToolRun } from './runTools.ts';
