import type { Node } from "@vscode/tree-sitter-wasm";

/** Nodes whose children are statements, members or cases, in all grammars that ship. */
const BLOCKS = new Set([
  ...["program", "module", "source_file", "compilation_unit", "translation_unit", "stylesheet"],
  ...["block", "statement_block", "compound_statement", "statement_list", "constructor_body", "body_statement"],
  ...["class_body", "interface_body", "enum_body", "enum_body_declarations", "declaration_list", "body"],
  ...["field_declaration_list", "enumerator_list", "enum_member_declaration_list", "enum_variant_list"],
  ...["accessor_list", "switch_block", "switch_body", "switch_section", "switch_block_statement_group"],
  ...["switch_case", "switch_default", "case_statement", "default_statement", "expression_case", "default_case"],
  ...["communication_case", "type_case", "match_block", "block_body", "then", "do", "else", "do_group", "subshell"],
  ...["case_item", "import_spec_list", "object_type", "method_spec_list"],
]);

/** Nodes whose children stand between commas, or tags. They part a statement only where they are written over lines. */
const LISTS = new Set([
  ...["object", "array", "arguments", "argument_list", "formal_parameters", "parameters", "parameter_list"],
  ...["list", "dictionary", "set", "tuple", "initializer_list", "literal_value", "array_initializer"],
  ...["initializer_expression", "field_initializer_list", "named_imports", "export_clause", "hash", "use_list"],
  ...[
    "object_pattern",
    "array_creation_expression",
    "array_expression",
    "jsx_element",
    "token_tree",
    "bracketed_argument_list",
  ],
]);

/** Stands ahead of the statement that it belongs to. */
const AHEAD =
  /comment|^(?:attribute_item|inner_attribute_item|decorator|attribute_list|annotation|marker_annotation|modifiers)$/;
const WHOLE = /statement|declaration|definition|_item$|^method|^class|^pair|assignment|_clause$|rule_set|^call/;
/** Ends where it ends: nothing that comes after can be part of it. */
const CLOSED =
  /(?:function|method|class|interface|enum|struct|trait|impl|constructor|namespace|record|module)_(?:declaration|definition|item)$|^(?:rule_set|media_statement|class|method)$/;
const BRANCHES = /^(?:if|try|do|unless|begin)(?:_|$)/;

/** Whether the token `{` opens statements or members, not a value. */
export function opensBlock(node: Node): boolean {
  return node.type === "{" && node.parent !== null && BLOCKS.has(node.parent.type);
}

export function isText(node: Node): boolean {
  return node.isNamed && /string|(?:char|character|rune)_literal|heredoc/.test(node.type);
}

export function isComment(node: Node): boolean {
  return node.type.includes("comment");
}

/** Something may follow that belongs to it: another branch. */
export function hasBranches(node: Node): boolean {
  return BRANCHES.test(node.type);
}

/** Whether a comma after it ends it. */
export function isEntry(node: Node): boolean {
  return node.parent !== null && LISTS.has(node.parent.type);
}

export function isClosed(node: Node): boolean {
  return CLOSED.test(node.type);
}

export function hasBlock(node: Node): boolean {
  return BLOCKS.has(node.type) || node.namedChildren.some((child) => child !== null && hasBlock(child));
}

/** The block or list that the place `index` is inside of. */
export function containerAt(root: Node, index: number): Node {
  let node: Node | null = root.descendantForIndex(index);
  // A block without brackets begins with its first statement.
  while (node && !(isContainer(node, root, index) && (node.startIndex < index || node.firstChild?.isNamed === true))) {
    node = node.parent;
  }
  return node ?? root;
}

/** The statement or entry that the place `index` belongs to; undefined where what stands there makes none. */
export function statementAt(root: Node, index: number): Node | undefined {
  const container = containerAt(root, index);
  let node: Node | null = root.descendantForIndex(index);
  while (node && node.id !== container.id && node.parent && node.parent.id !== container.id) {
    node = node.parent;
  }
  if (!node || node.id === container.id) {
    return undefined;
  }
  while (node && (AHEAD.test(node.type) || node.type === "," || node.type === ";")) {
    node = node.nextSibling;
  }
  return node && (container.type !== "ERROR" || WHOLE.test(node.type)) ? node : undefined;
}

function isContainer(node: Node, root: Node, index: number): boolean {
  const { lastChild } = node;
  if (lastChild && /^[)\]}]$/.test(lastChild.type) && lastChild.startIndex === index) {
    return false;
  }
  if (BLOCKS.has(node.type) || node.type === "ERROR") {
    return true;
  }
  const row = root.descendantForIndex(index)?.startPosition.row ?? 0;
  return LISTS.has(node.type) && node.startPosition.row < row;
}
