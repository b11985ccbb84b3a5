import hljs from "highlight.js/lib/core";
import bash from "highlight.js/lib/languages/bash";
import c from "highlight.js/lib/languages/c";
import cpp from "highlight.js/lib/languages/cpp";
import csharp from "highlight.js/lib/languages/csharp";
import css from "highlight.js/lib/languages/css";
import dart from "highlight.js/lib/languages/dart";
import diff from "highlight.js/lib/languages/diff";
import dockerfile from "highlight.js/lib/languages/dockerfile";
import go from "highlight.js/lib/languages/go";
import graphql from "highlight.js/lib/languages/graphql";
import ini from "highlight.js/lib/languages/ini";
import java from "highlight.js/lib/languages/java";
import javascript from "highlight.js/lib/languages/javascript";
import json from "highlight.js/lib/languages/json";
import kotlin from "highlight.js/lib/languages/kotlin";
import lua from "highlight.js/lib/languages/lua";
import makefile from "highlight.js/lib/languages/makefile";
import markdown from "highlight.js/lib/languages/markdown";
import php from "highlight.js/lib/languages/php";
import powershell from "highlight.js/lib/languages/powershell";
import python from "highlight.js/lib/languages/python";
import ruby from "highlight.js/lib/languages/ruby";
import rust from "highlight.js/lib/languages/rust";
import scss from "highlight.js/lib/languages/scss";
import shell from "highlight.js/lib/languages/shell";
import sql from "highlight.js/lib/languages/sql";
import swift from "highlight.js/lib/languages/swift";
import typescript from "highlight.js/lib/languages/typescript";
import xml from "highlight.js/lib/languages/xml";
import yaml from "highlight.js/lib/languages/yaml";

const languages = {
  ...{ bash, c, cpp, csharp, css, dart, diff, dockerfile, go, graphql, ini, java, javascript, json, kotlin, lua },
  ...{ makefile, markdown, php, powershell, python, ruby, rust, scss, shell, sql, swift, typescript, xml, yaml },
};

/** Code beyond this is shown plain: colouring it would take longer than a frame or two. */
const longest = 100_000;

let registered = false;

function highlighter(): typeof hljs {
  if (registered) return hljs;
  registered = true;
  for (const [name, language] of Object.entries(languages)) hljs.registerLanguage(name, language);
  hljs.registerAliases(["vue", "svelte"], { languageName: "xml" });
  return hljs;
}

/** HTML of the code, its tokens in spans; `undefined` for what stays plain. */
export function highlight(code: string, language: string): string | undefined {
  if (code.length > longest || !highlighter().getLanguage(language)) return undefined;
  return highlighter().highlight(code, { language, ignoreIllegals: true }).value;
}

/** What the label of a code block says: `TypeScript` for `ts`, and unknown languages as the answer names them. */
export function languageLabel(language: string): string {
  const name = highlighter().getLanguage(language)?.name;
  // `HTML, XML` names several languages.
  return name && !name.includes(",") ? name : language.slice(0, 30);
}
