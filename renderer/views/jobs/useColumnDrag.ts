import { useState, type DragEvent } from 'react';
import { moveColumn, type JobFieldName } from '../../../electron/shared/jobFields.ts';
import { isRightToLeft } from '../../format/locale.ts';
import type { JobColumns } from './useJobColumns.ts';

/** Where a column would be put down: before or behind the one under the pointer. */
type Place = { readonly name: JobFieldName; readonly isBehind: boolean };
type HeadDrag = { readonly draggable?: boolean; readonly 'data-drop'?: 'before' | 'behind' | undefined; readonly onDragStart?: (event: DragEvent) => void; readonly onDragOver?: (event: DragEvent) => void; readonly onDrop?: (event: DragEvent) => void; readonly onDragEnd?: () => void };

/**
 * Columns moved by dragging their heads, with the browser's own drag and drop; the menu of columns does the same without a pointer.
 *
 * @returns the properties of a column's head
 */
export function useColumnDrag({ shown, choose }: JobColumns): (name: JobFieldName) => HeadDrag {
  const [held, setHeld] = useState<JobFieldName | null>(null);
  const [place, setPlace] = useState<Place | null>(null);
  const placeOf = (name: JobFieldName, { clientX, currentTarget }: DragEvent): Place => {
    const { left, width } = currentTarget.getBoundingClientRect();
    return { name, isBehind: name === shown[0] || clientX > left + width / 2 !== isRightToLeft() };
  };
  const end = (): void => {
    setHeld(null);
    setPlace(null);
  };
  return (name) => ({
    'data-drop': held !== null && place?.name === name ? (place.isBehind ? 'behind' : 'before') : undefined,
    ...(name !== shown[0] && {
      draggable: true,
      onDragStart(event) {
        event.dataTransfer.effectAllowed = 'move';
        event.dataTransfer.setData('text/plain', name);
        setHeld(name);
      },
      onDragEnd: end,
    }),
    ...(held !== null && {
      onDragOver(event) {
        event.preventDefault();
        const next = placeOf(name, event);
        if (next.name !== place?.name || next.isBehind !== place.isBehind) setPlace(next);
      },
      onDrop(event) {
        event.preventDefault();
        const { isBehind } = placeOf(name, event);
        if (name !== held) choose(moveColumn(shown, held, shown.filter((one) => one !== held).indexOf(name) + (isBehind ? 1 : 0)));
        end();
      },
    }),
  });
}
