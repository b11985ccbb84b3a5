import doneIcon from "@vscode/codicons/src/icons/check.svg";
import type { ComponentChildren } from "preact";
import { Icon } from "./Icon";

/** An item of a list. Of a task list it says whether the task is done; a person cannot tick it, as it is only said. */
export function ListItem({ task, children }: { task: string | null; children: ComponentChildren }) {
  if (task === null) return <li dir="auto">{children}</li>;
  const isDone = task === "done";
  return (
    <li dir="auto" class="task">
      <span class="task-box" role="img" aria-label={isDone ? "Done" : "To do"}>
        {isDone && <Icon svg={doneIcon} />}
      </span>
      {children}
    </li>
  );
}
