import type { ComponentChildren } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";

/** A table that scrolls by itself where it is wider than the view; an edge beyond which there is more is shaded. */
export function WideTable({ children }: { children: ComponentChildren }) {
  const scroller = useRef<HTMLDivElement>(null);
  const [more, setMore] = useState("");

  useLayoutEffect(() => {
    const { current } = scroller;
    if (!current) return undefined;
    const look = () => setMore(moreOf(current));
    const sizes = new ResizeObserver(look);
    for (const element of [current, ...current.children]) sizes.observe(element);
    current.addEventListener("scroll", look, { passive: true });
    return () => {
      sizes.disconnect();
      current.removeEventListener("scroll", look);
    };
  }, []);

  return (
    <div class="table-frame" data-more={more}>
      <div
        ref={scroller}
        class="table-scroll"
        {...(more && { tabIndex: 0, role: "region", "aria-label": "Table, wider than the view" })}
      >
        <table>{children}</table>
      </div>
    </div>
  );
}

/** On which sides there is more than is seen; a pixel is lost to rounding. */
function moreOf({ scrollLeft, scrollWidth, clientWidth }: HTMLElement): string {
  const at = Math.abs(scrollLeft);
  return [at > 1 && "before", at + clientWidth < scrollWidth - 1 && "after"].filter(Boolean).join(" ");
}
