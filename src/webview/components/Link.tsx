import type { ComponentChildren } from "preact";
import { useHost } from "../host";
import { linkTarget } from "../links";

/** A link of an answer: out through the host, or to a place in the workspace; anything else is only text. */
export function Link({ href, children }: { href: string; children: ComponentChildren }) {
  const host = useHost();
  const target = linkTarget(href);
  if (!target) return <span>{children}</span>;

  const open = (event: MouseEvent) => {
    // VS Code opens links too, from a listener on the document.
    event.preventDefault();
    event.stopPropagation();
    if (target.kind === "url") host.post({ type: "openLink", url: target.url });
    else host.post({ type: "openPlace", place: target.place });
  };

  return (
    <a href={href} title={href} onClick={open}>
      {children}
    </a>
  );
}
