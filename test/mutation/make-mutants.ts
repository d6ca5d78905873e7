import ts from 'typescript-5'

/** An app with one part dropped. */
export interface Mutant {
  /** The line of the part, from 1. */
  readonly line: number
  /** What was dropped, in one line, such as `drop: response.redirect(link)`. The names in one app differ. */
  readonly name: string
  /** The source text of the app without the part. */
  readonly text: string
  /**
   * The offset of the statement in a function that contains the part, as `withProbes` numbers it. Null at the top level of
   * the file, which runs before any scenario.
   */
  readonly probe: number | null
}

interface Edit {
  readonly node: ts.Node
  readonly start: number
  readonly end: number
  readonly by: string
  readonly name: string
}

/**
 * Returns all mutants of an app in JavaScript. Each drops one statement, one property of an object, one operand of
 * `&&`, `||` and `??`, one branch of `?:` or one attribute of a cookie. Declarations, imports and returned values are
 * never dropped, because an app without them does not run; nor is a switch for a defect of the app, because that
 * changes nothing.
 */
export function makeMutants(text: string): readonly Mutant[] {
  const file = parse(text)
  const edits: Edit[] = []
  const visit = (node: ts.Node) => {
    edits.push(...editsOf(node))
    ts.forEachChild(node, (part) => {
      if (part !== ofDefect(node)) visit(part)
    })
  }
  visit(file)
  const seen = new Map<string, number>()
  return edits.map(({ node, start, end, by, name }) => {
    const count = (seen.get(name) ?? 0) + 1
    seen.set(name, count)
    return {
      line: file.getLineAndCharacterOfPosition(node.getStart()).line + 1,
      name: count === 1 ? name : `${name} (${count})`,
      text: text.slice(0, start) + by + text.slice(end),
      probe: probeOf(node),
    }
  })
}

/**
 * Returns the app with a line of output before each statement of a function: `probeMark` and the offset of the statement.
 * The output shows which scenarios execute the statement.
 */
export function withProbes(text: string): string {
  const offsets: number[] = []
  const visit = (node: ts.Node) => {
    if (isProbed(node)) offsets.push(node.getStart())
    ts.forEachChild(node, visit)
  }
  visit(parse(text))
  return offsets
    .toSorted((one, other) => other - one)
    .reduce((all, at) => `${all.slice(0, at)}console.log('${probeMark}${at}');${all.slice(at)}`, text)
}

/** The beginning of each line of output that says which statement runs. */
export const probeMark = '@statement '

function parse(text: string): ts.SourceFile {
  return ts.createSourceFile('app.mjs', text, ts.ScriptTarget.Latest, true, ts.ScriptKind.JS)
}

/**
 * Whether a node is a statement in a block of a function, so that another statement can stand before it. Blocks outside
 * of functions run before any scenario.
 */
function isProbed(node: ts.Node): boolean {
  if (!ts.isStatement(node) || ts.isFunctionDeclaration(node)) return false
  return node.parent !== undefined && ts.isBlock(node.parent) && ts.findAncestor(node, ts.isFunctionLike) !== undefined
}

function probeOf(node: ts.Node): number | null {
  let one: ts.Node | undefined = node
  while (one && !isProbed(one)) one = one.parent
  return one?.getStart() ?? null
}

function editsOf(node: ts.Node): readonly Edit[] {
  const [start, end] = [node.getStart(), node.getEnd()]
  const drop = { node, start, end, by: '' }
  if (ts.isExpressionStatement(node) || ts.isThrowStatement(node)) return [{ ...drop, name: `drop: ${short(node)}` }]
  if (ts.isIfStatement(node)) return asksForDefect(node.expression) ? [] : [{ ...drop, name: `drop: ${short(node)}` }]
  if (ts.isForOfStatement(node)) return [{ ...drop, name: `drop: for (${short(node.expression)})` }]
  if (ts.isConditionalExpression(node)) {
    const { condition, whenTrue, whenFalse } = node
    if (asksForDefect(condition)) return []
    const what = short(condition)
    return [
      { ...drop, by: whenTrue.getText(), name: `always true: ${what} ?` },
      { ...drop, by: whenFalse.getText(), name: `always false: ${what} ?` },
    ]
  }
  if (ts.isBinaryExpression(node) && /^(?:&&|\|\||\?\?)$/.test(node.operatorToken.getText())) {
    const { left, right } = node
    if (asksForDefect(left)) return []
    const withoutRight = { ...drop, by: `(${left.getText()})` }
    return [
      ...(ts.isPrefixUnaryExpression(right) && asksForDefect(right.operand)
        ? []
        : [{ ...withoutRight, name: `drop the operand: ${short(right)} after ${short(left, 30)}` }]),
      { ...drop, by: `(${right.getText()})`, name: `drop the operand: ${short(left)}` },
    ]
  }
  if (ts.isObjectLiteralExpression(node)) return node.properties.map((property) => withoutProperty(property))
  if (isText(node)) return attributesOf(node)
  return []
}

/** Whether a condition asks for a defect of the app, as `has('refresh-race')` does. The healthy app has none. */
function asksForDefect(condition: ts.Expression): boolean {
  if (ts.isBinaryExpression(condition)) return asksForDefect(condition.left)
  return ts.isCallExpression(condition) && condition.expression.getText() === 'has'
}

/** Returns the branch of a node that only a defect executes. */
function ofDefect(node: ts.Node): ts.Node | undefined {
  if (ts.isConditionalExpression(node)) return asksForDefect(node.condition) ? node.whenTrue : undefined
  return ts.isIfStatement(node) && asksForDefect(node.expression) ? node.thenStatement : undefined
}

function withoutProperty(property: ts.ObjectLiteralElementLike): Edit {
  const after = /^\s*,/.exec(property.getSourceFile().text.slice(property.getEnd()))?.[0].length ?? 0
  const end = property.getEnd() + after
  return { node: property, start: property.getStart(), end, by: '', name: `drop the property: ${short(property)}` }
}

type Text = ts.StringLiteral | ts.NoSubstitutionTemplateLiteral | ts.TemplateExpression

function isText(node: ts.Node): node is Text {
  return ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node) || ts.isTemplateExpression(node)
}

/** Returns the edits that drop one attribute of a cookie, such as `; HttpOnly`. */
function attributesOf(node: Text): readonly Edit[] {
  return [...node.getText().matchAll(/; ?(?:HttpOnly|Secure|SameSite=\w+|Path=[^;`']*|Max-Age=\d+)/g)].map((match) => {
    const start = node.getStart() + match.index
    return { node, start, end: start + match[0].length, by: '', name: `drop the attribute: ${match[0].slice(2)}` }
  })
}

/** Returns the source text of a part in one line of at most `most` characters. */
function short(node: ts.Node, most = 70): string {
  const line = node.getText().replace(/\s+/g, ' ')
  return line.length > most ? `${line.slice(0, most - 1)}…` : line
}
