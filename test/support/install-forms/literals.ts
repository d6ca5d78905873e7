import { acme, forms, lines, part } from './form.ts'

const bot = part(acme, 'bot')
const t = acme.bot
/** The bot token in two pieces (`a`, `b`) and in three pieces (`p`, `q`, `r`). */
const [a, b] = [t.slice(0, 20), t.slice(20)]
const [p, q, r] = [t.slice(0, 5), t.slice(5, 33), t.slice(33)]
const both = part(acme, 'bot', 'user')
const [u, v] = [acme.user.slice(0, 33), acme.user.slice(33)]

export const literals = forms('a token in pieces', {
  'adjacent literals of C': [`const char *token = "${a}" "${b}";\n`, bot],
  'adjacent literals of C on two lines': [lines('static const char kToken[] =', `    "${a}"`, `    "${b}";`), bot],
  '+ of JavaScript': [`const token = '${a}' + '${b}'\n`, bot],
  '+ of Java on three lines': [lines(`String token = "${p}"`, `        + "${q}"`, `        + "${r}";`), bot],
  '+ at the end of a line': [lines(`token = "${a}" +`, `        "${b}"`), bot],
  'parentheses of Python': [lines('SLACK_TOKEN = (', `    "${a}"`, `    "${b}"`, ')'), bot],
  'parentheses of Python in a call': [lines('client = WebClient(token=(', `  '${p}'`, `  '${q}'`, `  '${r}'))`), bot],
  'adjacent literals of Python in a call': [`client = WebClient(token="${a}" "${b}")\n`, bot],
  'prefixes of Python': [lines(`TOKEN = (u'${a}'`, `         u'${b}')`), bot],
  'a backslash of a shell': [lines(`export SLACK_BOT_TOKEN=${a}\\`, b), bot],
  'a backslash in a string of C': [lines(`#define TOKEN "${a}\\`, `${b}"`), bot],
  'a backslash between literals': [lines(`token = "${a}" \\`, `        "${b}"`), bot],
  'a backslash of a Dockerfile': [lines('FROM node:20', `ENV SLACK_BOT_TOKEN=${a}\\`, `${b}`, 'CMD ["node"]'), bot],
  '. of PHP': [`<?php $token = '${a}' . '${b}';\n`, bot],
  '. of PHP on two lines': [lines(`define('SLACK_TOKEN', "${a}"`, `  . "${b}");`), bot],
  '& of Visual Basic': [lines(`token = "${a}" & _`, `  "${b}"`), bot],
  '.. of Lua': [`local token = "${a}" .. "${b}"\n`, bot],
  '<> of Elixir': [`@token "${a}" <> "${b}"\n`, bot],
  '|| of SQL': [`UPDATE t SET token = '${a}' || '${b}' WHERE id = 1;\n`, bot],
  '<< of Ruby': [`token = "${a}" << "${b}"\n`, bot],
  'a backslash of Ruby': [lines(`TOKEN = '${a}' \\`, `        '${b}'`), bot],
  '~ of Twig': [`{% set token = '${a}' ~ '${b}' %}\n`, bot],
  'join of a list': [`const token = ['${p}', '${q}', '${r}'].join('')\n`, bot],
  'join of Python': [`token = "".join(["${a}", "${b}"])\n`, bot],
  'join with hyphens': [
    `const token = [${t
      .split('-')
      .map((one) => `"${one}"`)
      .join(', ')}].join("-")\n`,
    bot,
  ],
  'concat of a template': [`{{ concat('${a}', '${b}') }}\n`, bot],
  'CONCAT of MySQL': [`INSERT INTO t VALUES (CONCAT('${a}','${b}'));\n`, bot],
  'Fn::Join of CloudFormation': [JSON.stringify({ Token: { 'Fn::Join': ['', [a, b]] } }), bot],
  'a comment between': [lines(`token = "${a}" + // first`, `  "${b}"`), bot],
  'hyphens alone between': [`t = "${t.split('-').join('" + "-" + "')}"\n`, bot],
  'in an object of JavaScript': [`export default { botToken: '${a}' + '${b}', port: 80 }\n`, bot],
  'two tokens of one file': [lines(`const BOT = '${a}' +`, `  '${b}'`, `const USER = '${u}' +`, `  '${v}'`), both],
  'two tokens of Python': [lines(`BOT_TOKEN = ("${a}"`, `  "${b}")`, `USER_TOKEN = ("${u}"`, `  "${v}")`), both],
  'folded YAML': [lines('slack:', `  token: "${a}\\`, `    ${b}"`, '  port: 80'), bot],
  'a diff': [lines('@@ -1 +1,2 @@', '-token = ""', `+token = "${a}" \\`, `+        "${b}"`), bot],
  'a line number in front': [lines(`12: token = ("${a}"`, `13:          "${b}")`), bot],
  'a caret of cmd': [lines(`set SLACK_BOT_TOKEN=${a}^`, b), bot],
  'a backtick of PowerShell': [lines(`$token = "${a}" + \``, `  "${b}"`), bot],
})
