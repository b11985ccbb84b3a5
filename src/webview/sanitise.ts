import DOMPurify from "dompurify";

const text = [
  "p",
  "br",
  "hr",
  "h1",
  "h2",
  "h3",
  "h4",
  "h5",
  "h6",
  "blockquote",
  "pre",
  "code",
  "em",
  "strong",
  "s",
  "a",
];
const listsAndTables = ["ul", "ol", "li", "table", "thead", "tbody", "tr", "th", "td"];

/**
 * Leaves only what markdown can become: no images, styles, forms or frames; no `id`, `name` or `class`, by which an
 * answer could pass for a part of the view.
 */
export function sanitise(html: string): DocumentFragment {
  return DOMPurify.sanitize(html, {
    ALLOWED_TAGS: [...text, ...listsAndTables],
    ALLOWED_ATTR: ["href", "start", "data-language", "data-align", "data-task"],
    ALLOW_DATA_ATTR: false,
    ALLOW_ARIA_ATTR: false,
    // Relative paths, among them `a.ts:10`, lead into the workspace; what a link does is decided by `linkTarget`.
    ALLOWED_URI_REGEXP: /^(?:(?:https?|mailto):|[^:]*$|[^:]*[./][^:]*:\d)/i,
    RETURN_DOM_FRAGMENT: true,
  });
}
