import { expect, it } from 'vitest';
import { onceEach } from '../../../../electron/programs/provider/runnerSide.ts';

it('tells each token once, though a worker died in the middle and its successor began again', () => {
  const heard: number[][] = [];
  const tell = onceEach((tokens) => void heard.push([...tokens]));
  tell([1, 2], 2);
  tell([3], 3);
  // The second attempt: pieces that lie behind, across and beyond what was heard.
  tell([1, 2], 2);
  tell([3, 4, 5], 5);
  tell([6], 6);
  expect(heard).toEqual([[1, 2], [3], [4, 5], [6]]);
});
