import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { createPlace, node } from '../../support/program.ts'

const folder = mkdtempSync(join(tmpdir(), 'slack-tokens-languages-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function file(name: string, content: string): string {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

const address = 'https://slack.com/api/auth.test'

interface LanguageProgram {
  readonly client: string
  /** The command that succeeds when the language and its client are installed. */
  readonly needs: readonly [program: string, ...words: string[]]
  readonly words: () => readonly string[]
}

/** Programs that call auth.test at Slack's own URL with the token from the environment, without any setting for the simulator. */
const programs: readonly LanguageProgram[] = [
  {
    client: 'curl',
    needs: ['curl', '--version'],
    words: () => ['sh', '-c', `curl -s -H "Authorization: Bearer $SLACK_BOT_TOKEN" ${address}`],
  },
  {
    client: 'Node.js fetch',
    needs: [node, '--version'],
    words: () => [
      node,
      '-e',
      `fetch('${address}', { headers: { authorization: 'Bearer ' + process.env.SLACK_BOT_TOKEN } }).then((answer) => answer.text()).then(console.log)`,
    ],
  },
  {
    client: 'Node.js https',
    needs: [node, '--version'],
    words: () => [
      node,
      '-e',
      `require('https').get('${address}', { headers: { authorization: 'Bearer ' + process.env.SLACK_BOT_TOKEN } }, (answer) => answer.pipe(process.stdout))`,
    ],
  },
  {
    client: 'Python urllib',
    needs: ['python3', '--version'],
    words: () => [
      'python3',
      '-c',
      `import os, urllib.request as u; print(u.urlopen(u.Request("${address}", headers={"Authorization": "Bearer " + os.environ["SLACK_BOT_TOKEN"]})).read().decode())`,
    ],
  },
  {
    client: 'Ruby Net::HTTP',
    needs: ['ruby', '--version'],
    words: () => [
      'ruby',
      '-rnet/http',
      '-e',
      `puts Net::HTTP.post(URI("${address}"), "", { "Authorization" => "Bearer " + ENV["SLACK_BOT_TOKEN"] }).body`,
    ],
  },
  {
    client: 'PHP curl',
    needs: ['php', '-r', 'exit(extension_loaded("curl") ? 0 : 1);'],
    words: () => [
      'php',
      '-r',
      `$c = curl_init("${address}"); curl_setopt($c, CURLOPT_HTTPHEADER, ["Authorization: Bearer " . getenv("SLACK_BOT_TOKEN")]); curl_exec($c);`,
    ],
  },
  {
    client: 'Go net/http',
    needs: ['go', 'version'],
    words: () => ['go', 'run', file('main.go', goProgram)],
  },
  {
    client: 'Java HttpClient',
    needs: ['javac', '-version'],
    words: () => ['java', file('Client.java', javaProgram)],
  },
]

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

const isThere = ([program, ...words]: LanguageProgram['needs']) => spawnSync(program, words).status === 0

describe('sim run, with an unchanged program in another language', () => {
  for (const { client, needs, words } of programs) {
    const there = isThere(needs)
    it.skipIf(!there)(`lets ${client} reach the simulator at ${address}`, { timeout: 120_000 }, async () => {
      using place = createPlace()
      const program = place.start(['sim', 'run', '--', ...words()], { GOCACHE: join(folder, 'go'), GO111MODULE: 'off' })
      expect(await program.ended, program.stderr()).toBe(0)
      expect(JSON.parse(program.stdout())).toMatchObject({
        ok: true,
        user: 'sim-app',
        url: 'https://sandbox-inc.slack.com/',
      })
      expect(program.stderr()).toContain('1 request for Slack reached the simulator')
    })
    if (!there) console.info(`Skipped ${client}: ${needs[0]} is not installed`)
  }
})
