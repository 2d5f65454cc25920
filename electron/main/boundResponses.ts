import type { IncomingMessage } from 'node:http';
import { UpdateFailure } from '../services/updates/updateFailure.ts';

/** The part of electron-updater's way to the network that every request passes. */
type Requests = { createRequest(options: never, callback: (response: IncomingMessage) => void): { abort(): void } };

/**
 * Ends every answer that is longer than it may be. electron-updater checks a package when it is whole; one without an end would fill the disk before.
 * @param limitBytes  asked at each answer
 */
export function boundResponses(executor: Requests, limitBytes: () => number): void {
  const createRequest = executor.createRequest.bind(executor);
  executor.createRequest = (options, callback) => {
    const request = createRequest(options, (response) => {
      callback(response);
      const limit = limitBytes();
      let received = 0;
      response.on('data', (chunk: Buffer | string) => {
        received += chunk.length;
        if (received <= limit) return;
        response.destroy(new UpdateFailure('tooLong', `an answer has more than ${limit} bytes`));
        request.abort();
      });
    });
    return request;
  };
}
