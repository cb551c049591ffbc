import { useRef } from 'preact/hooks';

const MILLIS = 500;
/** A finger is never quite still. */
const MOVED_PIXELS = 10;

/** A finger that rests on something: that is all it does then, and opens nothing when it is lifted. */
export function useLongPress(act: () => void) {
  const press = useRef<{ timer: ReturnType<typeof setTimeout>; x: number; y: number } | null>(null);
  const hasActed = useRef(false);
  const end = () => {
    clearTimeout(press.current?.timer);
    press.current = null;
  };
  return {
    onPointerDown: ({ pointerType, clientX: x, clientY: y }: PointerEvent) => {
      end();
      hasActed.current = false;
      if (pointerType !== 'touch') return;
      const timer = setTimeout(() => {
        hasActed.current = true;
        act();
      }, MILLIS);
      press.current = { timer, x, y };
    },
    onPointerMove: ({ clientX, clientY }: PointerEvent) => {
      const from = press.current;
      if (from && Math.hypot(clientX - from.x, clientY - from.y) > MOVED_PIXELS) end();
    },
    onPointerUp: end,
    onPointerCancel: end,
    onContextMenu: (event: Event) => press.current && event.preventDefault(),
    onClickCapture: (event: Event) => {
      if (!hasActed.current) return;
      hasActed.current = false;
      event.preventDefault();
      event.stopPropagation();
    },
  };
}
