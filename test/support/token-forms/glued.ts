import { alone, type TokenForm } from './form.ts'

const hook = ['https://hooks.slack.com', 'services', 'T0SIM0001', 'B0SIM0001', 'sim-hook'].join('/')

export const glued: readonly TokenForm[] = [
  ...alone('glued', {
    '<string>': (t) => `<string>${t}</string>`,
    'a plist': (t) =>
      `<?xml version="1.0" encoding="UTF-8"?>\n<plist version="1.0">\n<dict>\n\t<key>SLACK_TOKEN</key>\n\t<string>${t}</string>\n\t<key>Debug</key>\n\t<true/>\n</dict>\n</plist>`,
    'an attribute': (t) => `<add key="SlackToken" value="${t}"/>`,
    'an attribute in single quotes': (t) => `<slack token='${t}' channel='#general'/>`,
    parentheses: (t) => `(${t})`,
    'a link of Markdown': (t) => `[the token](${t})`,
    'square brackets and a bar': (t) => `[${t}|general]`,
    'a bar in front': (t) => `[bot|${t}]`,
    'a table of Markdown': (t) => `| Name | Value |\n|------|-------|\n| SLACK_BOT_TOKEN | ${t} |\n| REGION | eu |`,
    'a table with backticks': (t) => `| token | \`${t}\` |\n| --- | --- |`,
    bold: (t) => `use **${t}** here`,
    italic: (t) => `_${t}_`,
    'a quote of Markdown': (t) => `> ${t}`,
    'a list': (t) => `- ${t}\n- something else`,
    'a full stop': (t) => `My token is ${t}.`,
    'a question': (t) => `Is it ${t}?`,
    'commas on both sides': (t) => `a,${t},b`,
    'a line of CSV': (t) => `id,team,token\n1,T0SIM0001,${t}\n`,
    'a user of an address': (t) => `https://${t}@example.test/path`,
    'a semicolon': (t) => `SLACK_TOKEN=${t}; export SLACK_TOKEN`,
    'an argument': (t) => `docker run -e SLACK_TOKEN=${t} -e DEBUG=1 bot:latest --verbose`,
    'an argument with =': (t) => `bot --slack-token=${t} --port 80`,
    'a colon in front': (t) => `token:${t}`,
    'a placeholder of a shell': (t) => `\${SLACK_TOKEN:-${t}}`,
    'typographic quotes': (t) => `„${t}“ is the token`,
    'angle brackets': (t) => `token is <${t}>`,
  }),
  ...alone('glued', {
    'lines of systemd': (t) =>
      `[Service]\nEnvironment=NODE_ENV=production\nEnvironment=SLACK_BOT_TOKEN=${t}\nEnvironment=PORT=80\nExecStart=/usr/bin/node .`,
    'lines of systemd in quotes': (t) =>
      `[Service]\nEnvironment="SLACK_BOT_TOKEN=${t}" "PORT=80"\nEnvironment="NODE_ENV=production"\n`,
    'lines of a Dockerfile': (t) => `FROM node:20\nENV SLACK_TOKEN=${t}\nENV PORT 80\nCMD ["node","."]`,
    'a list of compose': (t) => `services:\n  bot:\n    environment:\n      - SLACK_BOT_TOKEN=${t}\n      - PORT=80\n`,
    'names and values of Kubernetes': (t) =>
      `env:\n  - name: SLACK_BOT_TOKEN\n    value: ${t}\n  - name: PORT\n    value: "80"\n`,
    'a plain key twice': (t) => `token=one\ntoken=${t}\ntoken=three\n`,
    'pairs of JSON': (t) => `[{"name":"SLACK_TOKEN","value":"${t}"},{"name":"PORT","value":"80"}]`,
    'heroku config': (t) => `=== bot Config Vars\nPORT:            80\nSLACK_BOT_TOKEN: ${t}\n`,
    'a table of columns': (t) => `NAME             VALUE\nSLACK_BOT_TOKEN  ${t}\nPORT             80\n`,
    'a webhook beside it': (t) => `${t}\n${hook}`,
    'a webhook and names': (t) => `SLACK_WEBHOOK_URL: ${hook}\nSLACK_BOT_TOKEN:   ${t}\n=== end ===`,
    terraform: (t) => `variable "slack_token" {\n  type    = string\n  default = "${t}"\n}\n`,
    'a diff': (t) => `@@ -1,2 +1,2 @@\n-SLACK_TOKEN=\n+SLACK_TOKEN=${t}\n PORT=80`,
    'git grep': (t) => `config/bot.py:12:SLACK_TOKEN = "${t}"\nconfig/bot.py:13:PORT = 80`,
  }),
]
