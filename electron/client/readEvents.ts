/** An event longer than this is no answer of a gateway. */
const longestEvent = 32 * 1024 * 1024;

/** The data of server-sent events, one string per event, until `[DONE]`. @throws TypeError  the bytes are no UTF-8, or end before `[DONE]` */
export async function* readEvents(body: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let text = '';
  for await (const bytes of body) {
    text += decoder.decode(bytes, { stream: true });
    for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
      const data = text.slice(0, end).split('\n').filter((line) => line.startsWith('data:')).map((line) => line.slice(5).trimStart()).join('\n');
      text = text.slice(end + 2);
      if (data === '[DONE]') return;
      if (data !== '') yield data;
    }
    if (text.length > longestEvent) throw new TypeError('an event without an end');
  }
  throw new TypeError('the answer ended in the middle');
}
