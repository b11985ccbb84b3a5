import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import { useHost } from "../host";
import { listen } from "../inbox";
import { LabelsContext } from "../labels";
import { initialState, isAnswering } from "../state";
import { applyTokenColors } from "../tokenColors";
import { Composer } from "./Composer";
import { Conversation } from "./Conversation";
import { ConsentCard } from "./ConsentCard";

export function App() {
  const host = useHost();
  const [state, setState] = useState(initialState);
  const [draft, setDraft] = useState(host.saved().draft);
  const [timesFilled, setTimesFilled] = useState(0);
  const { status, tokenColors, conversation, keptDraft } = state;
  const hasTyped = useRef(false);

  useEffect(() => listen(host, setState), []);
  useEffect(() => applyTokenColors(tokenColors), [tokenColors]);
  useEffect(() => {
    if (!status.busy) return undefined;
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key === "Escape" && !event.isComposing) host.post({ type: "stop" });
    };
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, [status.busy]);

  const onDraft = useCallback((text: string) => {
    hasTyped.current = true;
    setDraft(text);
    host.save({ draft: text });
    host.post({ type: "draft", text });
  }, []);
  // VS Code keeps what `save` is given only now and then, and a window that closes in between loses the last words.
  useEffect(() => {
    if (keptDraft !== undefined && !hasTyped.current) setDraft(keptDraft);
  }, [keptDraft]);
  useEffect(() => {
    if (!state.edit) return;
    onDraft(draft.trim() === "" ? state.edit.text : `${state.edit.text}\n\n${draft}`);
    setTimesFilled((count) => count + 1);
  }, [state.edit]);
  const onExample = useCallback((text: string) => {
    onDraft(text);
    setTimesFilled((count) => count + 1);
  }, []);

  return (
    <LabelsContext.Provider value={state.labels}>
      <main class="chat">
        {conversation !== undefined && (
          <Conversation
            key={conversation}
            id={conversation}
            turns={state.turns}
            earlier={state.earlier}
            isTold={state.isTold}
            answering={isAnswering(state)}
            waiting={status.waiting}
            silentFor={status.silentFor}
            examples={state.examples}
            onExample={onExample}
          />
        )}
        {status.question && <ConsentCard key={status.question.id} question={status.question} />}
        <Composer
          draft={draft}
          onDraft={onDraft}
          status={status}
          reply={state.reply}
          lastMessage={state.turns.findLast((turn) => turn.user)?.user?.text}
          focusRequests={state.focusRequests + timesFilled}
        />
      </main>
    </LabelsContext.Provider>
  );
}
