import type { Language } from '../../../proxy/languages.ts'
import { type ProjectFolder, packageManagerOf } from './find-start.ts'

interface WorkflowStep {
  readonly uses?: string
  readonly with?: Readonly<Record<string, string>>
  readonly run?: string
}

/** What the workflow is for. */
export interface WorkflowFor {
  readonly language: Language | undefined
  readonly folder: ProjectFolder
  /** The folder of the project below the root of the repository; empty when it is the root. */
  readonly below: string
  /** The version of this tool. */
  readonly version: string
}

/** The folder for the reports of a run. */
export const reportFolder = 'slack-tokens-report'

/** Returns the text of a workflow for GitHub Actions that drives the app as `.slack-tokens.json` says. */
export function workflowText({ language, folder, below, version }: WorkflowFor): string {
  const steps: readonly WorkflowStep[] = [
    { uses: 'actions/setup-node@v6', with: { 'node-version': '24' } },
    ...(language === undefined ? [] : installSteps(language, folder)),
    { run: `npm install --global slack-tokens@${version}` },
    {
      run: `slack-tokens drive --yes --reporter github --reporter junit=${reportFolder}/junit.xml --reporter text=${reportFolder}/report.txt --artifacts ${reportFolder}/scenarios`,
    },
  ]
  const place = below === '' ? '' : `    defaults:\n      run:\n        working-directory: ${JSON.stringify(below)}\n`
  return `# Written by slack-tokens drive init. It drives the app's install against a local Slack simulator: no Slack app, no secret.
# What it drives is in .slack-tokens.json. Exit code 1: the app has a defect; 2: it could not be driven.
name: Slack install
on:
  push:
  pull_request:
permissions:
  contents: read
jobs:
  drive:
    runs-on: ubuntu-latest
    timeout-minutes: 15
${place}    steps:
      - uses: actions/checkout@v6
        with:
          persist-credentials: false
${steps.map(stepText).join('')}      - if: \${{ !cancelled() }}
        uses: actions/upload-artifact@v4
        with:
          name: ${reportFolder}
          path: ${JSON.stringify(below === '' ? reportFolder : `${below}/${reportFolder}`)}
          if-no-files-found: ignore
`
}

/** Returns a step as YAML. Texts of the project are never part of a step. */
function stepText({ uses, with: inputs, run }: WorkflowStep): string {
  if (run !== undefined) return `      - run: ${run}\n`
  const lines = Object.entries(inputs ?? {}).map(([name, value]) => `          ${name}: ${JSON.stringify(value)}\n`)
  return `      - uses: ${uses}\n${lines.length > 0 ? `        with:\n${lines.join('')}` : ''}`
}

/** Returns the steps that install what an app needs. */
function installSteps(language: Language, folder: ProjectFolder): readonly WorkflowStep[] {
  const { has } = folder
  switch (language) {
    case 'node':
      return nodeSteps(folder)
    case 'bun':
      return [{ uses: 'oven-sh/setup-bun@v2' }, { run: 'bun install' }]
    case 'deno':
      return [{ uses: 'denoland/setup-deno@v2' }]
    case 'python':
      return [{ uses: 'actions/setup-python@v6', with: { 'python-version': '3.x' } }, ...pythonSteps(has)]
    case 'ruby':
      return [
        {
          uses: 'ruby/setup-ruby@v1',
          with: { ...(!has('.ruby-version') && { 'ruby-version': 'ruby' }), 'bundler-cache': 'true' },
        },
      ]
    case 'go':
      return [{ uses: 'actions/setup-go@v6', with: { 'go-version-file': 'go.mod' } }, { run: 'go build ./...' }]
    case 'java':
      return [{ uses: 'actions/setup-java@v5', with: { distribution: 'temurin', 'java-version': '21' } }]
    case 'php':
      return [
        { uses: 'shivammathur/setup-php@v2', with: { 'php-version': '8.3' } },
        ...(has('composer.json') ? [{ run: 'composer install --no-interaction' }] : []),
      ]
    case 'dotnet':
      return [{ uses: 'actions/setup-dotnet@v5', with: { 'dotnet-version': '9.x' } }, { run: 'dotnet build' }]
    case 'container':
      return []
  }
}

function nodeSteps(folder: ProjectFolder): readonly WorkflowStep[] {
  const { has } = folder
  if (!has('package.json')) return []
  switch (packageManagerOf(folder)) {
    case 'pnpm':
      return [{ run: 'corepack enable' }, { run: 'pnpm install --frozen-lockfile' }]
    case 'yarn':
      return [{ run: 'corepack enable' }, { run: 'yarn install' }]
    case 'bun':
      return [{ uses: 'oven-sh/setup-bun@v2' }, { run: 'bun install' }]
    case 'npm':
      return [{ run: has('package-lock.json') ? 'npm ci' : 'npm install' }]
  }
}

function pythonSteps(has: ProjectFolder['has']): readonly WorkflowStep[] {
  if (has('uv.lock')) return [{ run: 'pipx install uv' }, { run: 'uv sync' }]
  if (has('poetry.lock')) return [{ run: 'pipx install poetry' }, { run: 'poetry install' }]
  if (has('requirements.txt')) return [{ run: 'python3 -m pip install -r requirements.txt' }]
  return has('pyproject.toml') ? [{ run: 'python3 -m pip install .' }] : []
}
