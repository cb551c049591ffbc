import { signal } from '@preact/signals';
import type { ComponentType } from 'preact';
import { useEffect } from 'preact/hooks';

const AGAIN_MILLIS = 5_000;

const parts: (() => void)[] = [];

/** A part that is not needed for the first list: read once that is there, or when it is shown; until then the other stands in its place. */
export function later<Props extends object>(
  read: () => Promise<ComponentType<Props>>,
  Meanwhile: ComponentType<Props> = () => null,
): ComponentType<Props> {
  const found = signal<ComponentType<Props> | null>(null);
  let isBegun = false;
  const begin = () => {
    if (isBegun) return;
    isBegun = true;
    read().then(
      (part) => (found.value = part),
      () => {
        isBegun = false;
        setTimeout(begin, AGAIN_MILLIS);
      },
    );
  };
  parts.push(begin);
  return (props) => {
    useEffect(begin, []);
    const Part = found.value ?? Meanwhile;
    return <Part {...props} />;
  };
}

/** The list is there: now what is pressed next, before it is pressed. */
export function readAhead(): void {
  for (const begin of parts) begin();
}
