import MarkdownIt from "markdown-it";

/** What is used of the page's own elements; this is compiled without the DOM's types. */
interface Element {
  innerHTML: string;
  readonly style: { cssText: string };
  remove(): void;
}

declare const document: { createElement(name: string): Element; body: { append(element: Element): void } };

/**
 * The control, in the page itself: all of the answer so far is parsed and drawn again for each token, as a chat does
 * that was written in an afternoon.
 * @param written what is there already
 * @param perSecond how many tokens come
 */
export async function drawNaively(written: string, tokens: readonly string[], perSecond: number): Promise<void> {
  const markdown = new MarkdownIt({ linkify: true, breaks: true });
  const element = document.createElement("div");
  element.style.cssText = "position: fixed; inset: 0; overflow: auto";
  document.body.append(element);
  let text = written;
  const begun = performance.now();
  for (const [at, token] of tokens.entries()) {
    const due = begun + (at * 1_000) / perSecond;
    if (performance.now() < due) await new Promise((resolve) => setTimeout(resolve, due - performance.now()));
    else await new Promise((resolve) => setTimeout(resolve));
    text += token;
    element.innerHTML = markdown.render(text);
  }
  element.remove();
}
