import failedIcon from "@vscode/codicons/src/icons/error.svg";
import runningIcon from "@vscode/codicons/src/icons/loading.svg";
import doneIcon from "@vscode/codicons/src/icons/pass.svg";
import unfinishedIcon from "@vscode/codicons/src/icons/circle-slash.svg";
import { capped, detailCap } from "../caps";
import { revealReordering, revealUnseen } from "../hidden";
import { memo } from "../memo";
import type { ToolPart } from "../turns";
import { CapNotice } from "./CapNotice";
import { Disclosure } from "./Disclosure";
import { Icon } from "./Icon";
import { PlaceButton } from "./PlaceButton";

const states = {
  running: { icon: runningIcon, word: "running" },
  done: { icon: doneIcon, word: "done" },
  failed: { icon: failedIcon, word: "failed" },
  unfinished: { icon: unfinishedIcon, word: "not finished" },
};

interface Properties {
  readonly call: ToolPart;
  /** Its turn is still being answered. */
  readonly answering: boolean;
}

export const ToolCall = memo(({ call, answering }: Properties) => {
  const state = stateOf(call, answering);
  const { icon, word } = states[state];
  const label = revealReordering(call.label);
  const summary = revealReordering(call.result?.summary ?? "");
  return (
    <Disclosure
      class={`tool-call tool-${state}`}
      name={[`${label}, ${word}`, summary].filter(Boolean).join(": ")}
      header={
        <>
          <span class="tool-state">
            <Icon svg={icon} spin={state === "running"} />
          </span>
          <span class="tool-text">
            <bdi class="tool-label">{label}</bdi>
            {summary && <bdi class="tool-summary"> {summary}</bdi>}
          </span>
        </>
      }
      body={() => <Details call={call} />}
    />
  );
});

function Details({ call }: { call: ToolPart }) {
  return (
    <>
      {call.place && <PlaceButton place={call.place} />}
      <Detail title={`Arguments of ${call.name}`} text={pretty(call.arguments)} />
      {call.result && <Detail title={call.result.ok ? "Result" : "Error"} text={call.result.content} />}
    </>
  );
}

function Detail({ title, text }: { title: string; text: string }) {
  const { shown, of } = capped(text, detailCap);
  return (
    <section class="detail" aria-label={title}>
      <div class="detail-title">{title}</div>
      <pre class="detail-text">{revealUnseen(shown.replace(/\r\n?/g, "\n"))}</pre>
      {of !== undefined && <CapNotice shown={shown.length} of={of} whole={text} />}
    </section>
  );
}

function stateOf({ result }: ToolPart, answering: boolean): keyof typeof states {
  if (result) return result.ok ? "done" : "failed";
  return answering ? "running" : "unfinished";
}

function pretty(json: string): string {
  try {
    return JSON.stringify(JSON.parse(json), undefined, 2);
  } catch {
    return json;
  }
}
