import { Consent } from "../../../../src/chat/consent";
import { type Grant, Grants } from "../../../../src/chat/grants";
import type { QuestionView } from "../../../../src/chat/protocol";
import { fingerprint } from "../../../../src/workspace/fingerprint";
import type { WorkspacePort } from "../../../../src/workspace/port";

/** Consent to calls in a workspace, with what it keeps and asks. */
export function consentFor(workspace: WorkspacePort) {
  let kept: unknown;
  let clock = 1_000;
  let woken = () => {};
  const asked: QuestionView[] = [];
  const dialogs: QuestionView[] = [];
  const says = { inDialog: false };
  const store = {
    read: () => kept,
    write: (grants: readonly Grant[]) => {
      kept = JSON.parse(JSON.stringify(grants));
    },
  };
  const grants = new Grants(store, () => clock++);
  const consent = new Consent({
    workspace,
    grants,
    fingerprint: ({ path }, signal) => fingerprint(path, signal),
    dialog: async (question) => {
      dialogs.push(question);
      return says.inDialog;
    },
  });
  const hear = () => {
    if (consent.question) asked.push(consent.question);
    woken();
  };
  consent.listen(hear);
  /** The question with this number, from 0, once it is asked. */
  const question = async (at: number): Promise<QuestionView> => {
    for (;;) {
      const one = asked[at];
      if (one) return one;
      await new Promise<void>((resolve) => {
        woken = resolve;
      });
    }
  };
  return { consent, grants, store, asked, dialogs, question, says };
}
