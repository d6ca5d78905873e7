import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { node } from './program.ts'

/** A program that calls auth.test at Slack's own URL, without any setting for the simulator. */
export interface LanguageProgram {
  readonly client: string
  /** A command that succeeds when the language and its client are installed. */
  readonly needs: readonly [program: string, ...words: string[]]
  readonly words: readonly string[]
  /** How often the program calls auth.test; once by default. */
  readonly calls?: number
}

/**
 * The folder in which `.ci/run` installs bun, deno and got with npm, and slack_sdk with pip (in `python`). Empty when
 * LANGUAGES_FOLDER is not set.
 */
const installed = process.env['LANGUAGES_FOLDER'] ?? ''
const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..')

/** The environment variables with which the programs find bun, deno and the packages. */
export const languageVariables = {
  PATH: [process.env['PATH'] ?? '', join(installed, 'node_modules', '.bin')].join(delimiter),
  PYTHONPATH: join(installed, 'python'),
  GO111MODULE: 'off',
  GOPATH: '/usr/share/gocode',
}

const address = 'https://slack.com/api/auth.test'
const headers = `{ authorization: 'Bearer ' + process.env.SLACK_BOT_TOKEN }`
const pythonHeaders = `{"Authorization": "Bearer " + os.environ["SLACK_BOT_TOKEN"]}`

/** Writes the programs into a temporary folder. Returns both; disposing the result removes the folder. */
export function languagePrograms(): {
  readonly folder: string
  readonly programs: readonly LanguageProgram[]
} & Disposable {
  const folder = mkdtempSync(join(tmpdir(), 'slack-tokens-languages-'))
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
  // Deno imports a package by its name only when a package.json lists it.
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ dependencies: { axios: '*' } }))
  const file = (name: string, content: string) => {
    const path = join(folder, name)
    writeFileSync(path, content)
    return path
  }
  const module = (name: string, content: string) => file(`${name}.mjs`, content)
  const programs: LanguageProgram[] = [
    {
      client: 'curl',
      needs: ['curl', '--version'],
      words: ['sh', '-c', `curl -s -H "Authorization: Bearer $SLACK_BOT_TOKEN" ${address}`],
    },
    ...nodePrograms(module, [node]),
    {
      client: 'Node.js got',
      needs: [
        node,
        '-e',
        `import(${JSON.stringify(join(installed, 'node_modules', 'got', 'dist', 'source', 'index.js'))})`,
      ],
      words: [
        node,
        module(
          'got',
          `import got from ${JSON.stringify(join(installed, 'node_modules', 'got', 'dist', 'source', 'index.js'))}
          import { Agent } from 'node:https'
          const client = got.extend({ prefixUrl: 'https://slack.com/api', agent: { https: new Agent({ keepAlive: true }) }, headers: ${headers} })
          await client.post('auth.test')
          console.log(await client.post('auth.test').text())`,
        ),
      ],
      calls: 2,
    },
    ...['bun', 'deno'].flatMap((program) => {
      const start = program === 'deno' ? ['deno', 'run', '--no-prompt', '--allow-all'] : [program]
      return [
        {
          client: `${program} fetch`,
          needs: [program, '--version'] as const,
          words: [
            ...(program === 'deno' ? ['deno', 'run', '--no-prompt', '--allow-net', '--allow-env'] : start),
            file(
              `${program}-fetch.ts`,
              `console.log(await (await fetch('${address}', { headers: ${headers} })).text())`,
            ),
          ],
        },
        {
          client: `${program} node:https`,
          needs: [program, '--version'] as const,
          words: [...start, file(`${program}-https.mjs`, httpsProgram)],
        },
        {
          client: `${program} axios`,
          needs: [program, '--version'] as const,
          words: [...start, module(`${program}-axios`, axiosProgram)],
        },
      ]
    }),
    {
      client: 'Python urllib',
      needs: pythonWith('urllib.request'),
      words: printWithPython(
        'urllib.request',
        `urllib.request.urlopen(urllib.request.Request("${address}", headers=${pythonHeaders})).read().decode()`,
      ),
    },
    ...['requests', 'httpx'].map((name) => ({
      client: `Python ${name}`,
      needs: pythonWith(name),
      words: printWithPython(name, `${name}.post("${address}", headers=${pythonHeaders}).text`),
    })),
    {
      client: 'Python aiohttp with trust_env',
      needs: pythonWith('aiohttp'),
      words: withPython('aiohttp', file('client.py', aiohttpProgram)),
    },
    {
      client: 'Python slack_sdk',
      needs: pythonWith('slack_sdk'),
      words: printWithPython(
        'slack_sdk',
        'json.dumps(slack_sdk.WebClient(token=os.environ["SLACK_BOT_TOKEN"]).auth_test().data)',
      ),
    },
    {
      client: 'Ruby Net::HTTP',
      needs: ['ruby', '--version'],
      words: ['ruby', '-rnet/http', '-e', `puts Net::HTTP.post(URI("${address}"), "", ${rubyHeaders}).body`],
    },
    {
      client: 'Ruby Faraday',
      needs: ['ruby', '-rfaraday', '-e', ''],
      words: ['ruby', '-rfaraday', '-e', `puts Faraday.post("${address}", "", ${rubyHeaders}).body`],
    },
    {
      client: 'PHP curl',
      needs: ['php', '-r', 'exit(extension_loaded("curl") ? 0 : 1);'],
      words: [
        'php',
        '-r',
        `$c = curl_init("${address}"); curl_setopt($c, CURLOPT_HTTPHEADER, ["Authorization: Bearer " . getenv("SLACK_BOT_TOKEN")]); curl_exec($c);`,
      ],
    },
    {
      client: 'PHP Guzzle',
      needs: ['php', '-r', `exit(@include("${guzzle}") ? 0 : 1);`],
      words: [
        'php',
        '-r',
        `require "${guzzle}"; echo (new GuzzleHttp\\Client())->post("${address}", ["headers" => ["Authorization" => "Bearer " . getenv("SLACK_BOT_TOKEN")]])->getBody();`,
      ],
    },
    { client: 'Go net/http', needs: ['go', 'version'], words: ['go', 'run', file('main.go', goProgram)] },
    {
      client: 'Go slack-go',
      needs: ['sh', '-c', 'go version && ls /usr/share/gocode/src/github.com/slack-go/slack/slack.go'],
      words: ['go', 'run', file('slack.go', slackGoProgram)],
    },
    { client: 'Java HttpClient', needs: ['javac', '-version'], words: ['java', file('Client.java', javaProgram)] },
    {
      client: 'Java HttpURLConnection',
      needs: ['javac', '-version'],
      words: ['java', file('Connection.java', javaConnectionProgram)],
    },
  ]
  return {
    folder,
    programs,
    [Symbol.dispose]() {
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Whether the command of `needs` succeeds. Then the language and its client are installed. */
export function isThere([program, ...words]: LanguageProgram['needs']): boolean {
  return spawnSync(program, words, { env: { ...process.env, ...languageVariables } }).status === 0
}

/** Returns the programs for Node.js, which use the packages in this project's node_modules. */
function nodePrograms(
  module: (name: string, content: string) => string,
  start: readonly string[],
): readonly LanguageProgram[] {
  const row = (client: string, content: string, calls = 1): LanguageProgram => ({
    client: `Node.js ${client}`,
    needs: [node, '--version'],
    words: [...start, module(client.replaceAll(/\W+/g, '-'), content)],
    calls,
  })
  return [
    row('fetch', `console.log(await (await fetch('${address}', { headers: ${headers} })).text())`),
    row(
      'undici',
      `import { request } from 'undici'
      console.log(await (await request('${address}', { headers: ${headers} })).body.text())`,
    ),
    row(
      'undici with an Agent of its own',
      `import { Agent, fetch } from 'undici'
      const dispatcher = new Agent({ keepAliveTimeout: 10_000, connect: { timeout: 5000 } })
      console.log(await (await fetch('${address}', { headers: ${headers}, dispatcher })).text())`,
    ),
    row('axios', axiosProgram),
    row('https', httpsProgram),
    row(
      'https with an agent of its own and keep-alive',
      `import { Agent, request } from 'node:https'
      const agent = new Agent({ keepAlive: true, maxSockets: 1 })
      const call = () => new Promise((resolve, reject) => {
        request('${address}', { method: 'POST', agent, headers: ${headers} }, (answer) => {
          let text = ''
          answer.on('data', (chunk) => { text += chunk }).once('end', () => resolve(text))
        }).once('error', reject).end()
      })
      await call()
      console.log(await call())`,
      2,
    ),
  ]
}

const httpsProgram = `import { get } from 'node:https'
get('${address}', { headers: ${headers} }, (answer) => answer.pipe(process.stdout))`
const axiosProgram = `import axios from 'axios'
console.log(JSON.stringify((await axios.post('${address}', undefined, { headers: ${headers} })).data))`
const rubyHeaders = `{ "Authorization" => "Bearer " + ENV["SLACK_BOT_TOKEN"] }`
const guzzle = '/usr/share/php/GuzzleHttp/autoload.php'

/**
 * The Python commands to try. /usr/bin/python3 has the packages of the distribution. Another python3 in PATH can lack
 * them.
 */
const pythons = ['python3', '/usr/bin/python3'] as const

function pythonWith(name: string): LanguageProgram['needs'] {
  return ['sh', '-c', pythons.map((python) => `${python} -c "import ${name}"`).join(' || ')]
}

/** Returns a command line that starts the first Python that can import this package. */
function withPython(name: string, ...words: readonly string[]): readonly string[] {
  const [first, second] = pythons
  const choose = `${first} -c "import ${name}" 2>/dev/null && python=${first} || python=${second}`
  return ['sh', '-c', `${choose}; exec $python "$@"`, 'sh', ...words]
}

function printWithPython(name: string, expression: string): readonly string[] {
  return withPython(name, '-c', `import json, os, ${name}; print(${expression})`)
}

const aiohttpProgram = `import aiohttp, asyncio, os

async def main():
    async with aiohttp.ClientSession(trust_env=True) as session:
        async with session.post("${address}", headers=${pythonHeaders}) as answer:
            print(await answer.text())

asyncio.run(main())
`

const goProgram = `package main

import (
	"fmt"
	"io"
	"net/http"
	"os"
)

func main() {
	request, _ := http.NewRequest("POST", "${address}", nil)
	request.Header.Set("Authorization", "Bearer "+os.Getenv("SLACK_BOT_TOKEN"))
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
	body, _ := io.ReadAll(answer.Body)
	fmt.Println(string(body))
}
`

const slackGoProgram = `package main

import (
	"encoding/json"
	"fmt"
	"os"

	"github.com/slack-go/slack"
)

func main() {
	answer, err := slack.New(os.Getenv("SLACK_BOT_TOKEN")).AuthTest()
	if err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
	text, _ := json.Marshal(map[string]any{"ok": true, "user": answer.User, "url": answer.URL})
	fmt.Println(string(text))
}
`

const javaProgram = `import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

class Client {
  public static void main(String[] words) throws Exception {
    var request = HttpRequest.newBuilder(URI.create("${address}"))
        .header("Authorization", "Bearer " + System.getenv("SLACK_BOT_TOKEN"))
        .build();
    var text = HttpResponse.BodyHandlers.ofString();
    System.out.println(java.net.http.HttpClient.newHttpClient().send(request, text).body());
  }
}
`

const javaConnectionProgram = `import java.net.HttpURLConnection;
import java.net.URI;

class Connection {
  public static void main(String[] words) throws Exception {
    var connection = (HttpURLConnection) URI.create("${address}").toURL().openConnection();
    connection.setRequestProperty("Authorization", "Bearer " + System.getenv("SLACK_BOT_TOKEN"));
    System.out.println(new String(connection.getInputStream().readAllBytes()));
  }
}
`
