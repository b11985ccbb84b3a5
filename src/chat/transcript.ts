import type { ChatEvent } from "./protocol";
import type { Redact } from "./tidy";

/** What is shown of a conversation as Markdown, for people to read and to pass on. @param redact takes secrets out of what was not written by a model */
export function transcriptOf(title: string, events: readonly ChatEvent[], redact: Redact): string {
  const blocks = [`# ${title}`];
  let answer = "";
  let isAnswering = false;
  const closeText = () => {
    if (answer.trim() !== "") {
      blocks.push(withFencesClosed(answer.trim()));
    }
    answer = "";
  };
  const say = (block: string) => {
    closeText();
    if (!isAnswering) {
      blocks.push("## Codestral");
      isAnswering = true;
    }
    blocks.push(block);
  };
  for (const event of events) {
    switch (event.kind) {
      case "user":
        closeText();
        isAnswering = false;
        blocks.push("## You", withFencesClosed(redact(event.text).trim()));
        break;
      case "text":
        if (!isAnswering) {
          blocks.push("## Codestral");
          isAnswering = true;
        }
        answer += event.delta;
        break;
      case "toolCall":
        say(quote(redact(event.label)));
        break;
      case "toolResult":
        if (!event.ok) {
          say(quote(redact(event.summary)));
        }
        break;
      case "problem":
        say(quote(event.problem.sentence));
        break;
      case "end":
        if (event.reason !== "complete" && event.reason !== "problem") {
          say(quote(ENDS[event.reason]));
        }
        break;
      case "unknown":
        say(quote("Something that cannot be read stands here."));
        break;
      case "thinking":
      case "model":
      case "usage":
      case "settled":
      case "tainted":
        break;
    }
  }
  closeText();
  return `${blocks.join("\n\n")}\n`;
}

const ENDS = {
  length: "The answer was cut, as it grew too long.",
  stopped: "The answer was stopped.",
  interrupted: "The answer was interrupted.",
};

function quote(text: string): string {
  return text
    .split(/\r?\n/)
    .map((line) => `> ${line}`)
    .join("\n");
}

/** A fence that is left open would swallow all that follows. */
function withFencesClosed(text: string): string {
  let open: string | undefined;
  for (const line of text.split(/\r?\n/)) {
    const fence = /^ {0,3}(`{3,}|~{3,})(.*)$/.exec(line);
    if (open === undefined) {
      open = fence?.[1];
    } else if (fence?.[1]?.startsWith(open) && fence[2]?.trim() === "") {
      open = undefined;
    }
  }
  return open === undefined ? text : `${text}\n${open}`;
}
