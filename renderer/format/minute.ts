/** What a time field holds as minutes since midnight: "21:30" -> 1290; null while it is not filled. */
export function parseMinute(written: string): number | null {
  const [hours, minutes] = written.split(':').map(Number);
  return hours === undefined || minutes === undefined || Number.isNaN(hours + minutes) ? null : hours * 60 + minutes;
}
