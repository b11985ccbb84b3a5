import chevronIcon from "@vscode/codicons/src/icons/chevron-right.svg";
import type { ComponentChildren } from "preact";
import { useId, useState } from "preact/hooks";
import { Icon } from "./Icon";

interface Properties {
  readonly class: string;
  /** What a screen reader says, if the header alone would not do. */
  readonly name?: string;
  readonly header: ComponentChildren;
  /** Made only while it is shown. */
  readonly body: () => ComponentChildren;
}

/** A row that opens what stands behind it. */
export function Disclosure({ class: className, name, header, body }: Properties) {
  const [expanded, setExpanded] = useState(false);
  const id = useId();
  return (
    <div class={className}>
      <button
        type="button"
        class="disclosure"
        aria-label={name}
        aria-expanded={expanded}
        aria-controls={expanded ? id : undefined}
        onClick={() => setExpanded(!expanded)}
      >
        <Icon svg={chevronIcon} />
        {header}
      </button>
      {expanded && (
        <div id={id} class="disclosed">
          {body()}
        </div>
      )}
    </div>
  );
}
