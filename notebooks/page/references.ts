import type { AnyNode, Function as FunctionNode, Node, Pattern, Program } from "acorn";
import { ancestor } from "acorn-walk";

/** Names that a piece of code uses and does not declare, in order of appearance. */
export function findReferences(root: Node): string[] {
  const isDeclared = declarationsIn(root);
  const found = new Set<string>();
  const see = ({ name }: { name: string }, _state: unknown, path: Node[]) => {
    if (!isDeclared(name, path)) found.add(name);
  };
  // acorn-walk calls a name that is assigned to a VariablePattern; its types do not know it.
  ancestor(root, { Identifier: see, VariablePattern: see } as Parameters<typeof ancestor>[1]);
  return [...found];
}

/** The first name that a piece of code gives another value although it does not declare it; null where there is none. */
export function findForeignAssignment(root: Node): { name: string; start: number } | null {
  const isDeclared = declarationsIn(root);
  let found: { name: string; start: number } | null = null;
  const see = ({ name, start }: { name: string; start: number }, _state: unknown, path: Node[]) => {
    if (found === null && !isDeclared(name, path)) found = { name, start };
  };
  const seeBare = (node: Node, state: unknown, path: Node[]) => {
    const target = node as AnyNode;
    if (target.type === "Identifier") see(target, state, path);
  };
  ancestor(
    root,
    {
      VariablePattern: see,
      UpdateExpression: ({ argument }, state, path) => seeBare(argument, state, path),
      ForOfStatement: ({ left }, state, path) => seeBare(left, state, path),
      ForInStatement: ({ left }, state, path) => seeBare(left, state, path),
    } as Parameters<typeof ancestor>[1],
  );
  return found;
}

// Whether a name that stands at the end of a path of nodes is declared by one of them.
function declarationsIn(root: Node): (name: string, path: Node[]) => boolean {
  const scopes = new Map<Node, Set<string>>();
  const declare = (scope: Node, name: string) => {
    const names = scopes.get(scope);
    if (names === undefined) scopes.set(scope, new Set([name]));
    else names.add(name);
  };
  ancestor(root, {
    VariableDeclaration(node, _state, path) {
      const scope = node.kind === "var"
        // Defaults of parameters do not see what the body declares.
        ? (path.findLast(isFunction) as FunctionNode | undefined)?.body
        : path.findLast((parent) => parent !== node && isScope(parent));
      for (const { id } of node.declarations) {
        patternNames(id).forEach((name) => declare(scope ?? root, name));
      }
    },
    Function(node, _state, path) {
      if (node.type === "FunctionDeclaration" && node.id) {
        declare(path.findLast((parent) => parent !== node && isScope(parent)) ?? root, node.id.name);
      }
      if (node.type === "FunctionExpression" && node.id) declare(node, node.id.name);
      node.params.flatMap(patternNames).forEach((name) => declare(node, name));
      if (node.type !== "ArrowFunctionExpression") declare(node, "arguments");
    },
    Class(node, _state, path) {
      if (node.id && node.type === "ClassExpression") declare(node, node.id.name);
      else if (node.id) {
        declare(path.findLast((parent) => parent !== node && isScope(parent)) ?? root, node.id.name);
      }
    },
    CatchClause(node) {
      if (node.param) patternNames(node.param).forEach((name) => declare(node, name));
    },
  });
  return (name, path) =>
    path.some((parent) => scopes.get(parent)?.has(name)) || scopes.get(root)?.has(name) === true;
}

/** Names that a program declares at its top level. */
export function findDeclarations(program: Program): string[] {
  const names: string[] = [];
  for (const node of program.body) {
    if (node.type === "VariableDeclaration") {
      names.push(...node.declarations.flatMap(({ id }) => patternNames(id)));
    }
    if ((node.type === "FunctionDeclaration" || node.type === "ClassDeclaration") && node.id) {
      names.push(node.id.name);
    }
  }
  return names;
}

function patternNames(pattern: Pattern): string[] {
  switch (pattern.type) {
    case "Identifier":
      return [pattern.name];
    case "ObjectPattern":
      return pattern.properties.flatMap((property) =>
        patternNames(property.type === "RestElement" ? property.argument : property.value)
      );
    case "ArrayPattern":
      return pattern.elements.flatMap((element) => element === null ? [] : patternNames(element));
    case "RestElement":
      return patternNames(pattern.argument);
    case "AssignmentPattern":
      return patternNames(pattern.left);
    default:
      return [];
  }
}

function isFunction(node: Node): node is FunctionNode {
  return /Function/.test(node.type);
}

function isScope(node: Node): boolean {
  const { type } = node as AnyNode;
  return isFunction(node) || type === "Program" || type === "BlockStatement" || type === "CatchClause" ||
    type === "ForStatement" || type === "ForInStatement" || type === "ForOfStatement" ||
    type === "SwitchStatement" || type === "StaticBlock";
}
