import { record } from "../record";
import { FORMS, type Form, refusedBy } from "./refusal";
import { inForm, inOpenAiDialect, type Json, without } from "./shape";

/** What of an endpoint's requests, or of those for one model, a server does not take. */
interface Habits {
  readonly leftOut: Set<string>;
  form: Form;
}

/** How a server wants to be asked. It is learnt from its answers, so that no request fails twice for the same reason. */
export class Dialect {
  /** Undefined until it has answered; until then it is taken to be the API. */
  private isMistral: boolean | undefined;
  /** It has left out the usage, which Mistral's API tells unasked: it is of another kind, and may be asked to tell it. */
  private leavesUsageOut = false;
  /** It does not know the field that asks for the usage, whatever the model. */
  private refusesUsage = false;
  private readonly habits = new Map<string, Habits>();

  /** @param base the server's address */
  constructor(base: string) {
    this.isMistral = /(^|\.)mistral\.ai$/.test(new URL(base).hostname) || undefined;
  }

  /** Mistral's own API says who it is in each answer, also behind another address. */
  heard(headers: Headers): void {
    this.isMistral = headers.has("mistral-correlation-id") || (this.isMistral ?? false);
  }

  /** A stream has ended in good order, and has not said how many tokens it was. */
  toldNoUsage(): void {
    this.leavesUsageOut = true;
  }

  /** Whether requests go out as they were made. @param endpoint `fim`, `chat`, `embeddings` … */
  isPlain(endpoint: string): boolean {
    const isAsApi = endpoint !== "chat" || this.isMistral !== false;
    return endpoint === FIM ? !this.habits.has(FIM) : this.habits.size === 0 && isAsApi;
  }

  /** A request's body as this server takes it. */
  shaped(endpoint: string, text: string): string {
    if (this.isPlain(endpoint)) {
      return text;
    }
    const body = record(JSON.parse(text));
    const habits = this.habits.get(nameOf(endpoint, body));
    const asksUsage = this.leavesUsageOut && !this.refusesUsage;
    const spoken = endpoint === "chat" && this.isMistral === false ? inOpenAiDialect(body, asksUsage) : body;
    return JSON.stringify(habits ? without(inForm(spoken, habits.form), habits.leftOut) : spoken);
  }

  /**
   * Hears why a request was refused.
   * @param text its body, as it was made
   * @param said what the server said, in words
   */
  refused(endpoint: string, text: string, status: number, said: string): void {
    const refused = refusedBy(status, said);
    this.refusesUsage ||= refused.fields.includes("stream_options");
    const body = record(JSON.parse(text));
    this.remember(nameOf(endpoint, body), refused.fields, refused.form && body["response_format"] !== undefined);
  }

  /** The same for a FIM request, whose body nobody has read. */
  fimRefused(status: number, said: string): void {
    this.remember(FIM, refusedBy(status, said).fields, false);
  }

  private remember(name: string, fields: readonly string[], form: boolean): void {
    if (fields.length === 0 && !form) {
      return;
    }
    const habits = this.habits.get(name) ?? { leftOut: new Set(), form: FORMS[0] };
    this.habits.set(name, habits);
    for (const field of fields) {
      habits.leftOut.add(field);
    }
    if (form) {
      habits.form = FORMS[FORMS.indexOf(habits.form) + 1] ?? habits.form;
    }
  }
}

const FIM = "fim";

/** Models of one server may differ in what they take. */
function nameOf(endpoint: string, body: Json): string {
  return endpoint === FIM ? FIM : `${endpoint} ${String(body["model"])}`;
}
