import { resolve } from 'node:path'
import { portOwner } from '../../net/port-owner.ts'
import { simulatorVariable } from '../../net/turn-to-simulator.ts'
import { languageOfCommand, languageOfProcesses } from '../../proxy/language-of.ts'
import type { Language } from '../../proxy/languages.ts'
import { hasVariable, programOf, startedWith } from '../../proxy/process-facts.ts'
import { firstLine } from '../../proxy/program-file.ts'

export interface AppProgram {
  /** The language of the app; undefined when neither its processes nor its command show the language. */
  readonly language: Language | undefined
  /**
   * Whether the process that accepts connections has the environment variables of this drive; undefined when unknown.
   */
  readonly hasEnvironment: boolean | undefined
}

export interface AppToLookAt {
  /** The command that started the app; undefined for an app that ran before the drive. */
  readonly command: string | undefined
  /** The folder in which the command runs. */
  readonly cwd: string
  /** The ids of the app's processes, from the oldest to the newest. */
  readonly processes: readonly number[]
  readonly port: number
}

/** Finds out in which language an app is written: from its processes on Linux, elsewhere from its command. */
export function lookAtApp({ command, cwd, processes, port }: AppToLookAt): AppProgram {
  const owner = portOwner(port)?.pid
  // For an app in a container, another program owns the port: the app's command did not start that program.
  const listener = owner !== undefined && (command === undefined || processes.includes(owner)) ? owner : undefined
  const programs = processes.flatMap((pid) => programOf(pid) ?? [])
  const found = languageOfProcesses(programs, listener === undefined ? undefined : programOf(listener))
  const guessed =
    command === undefined ? undefined : languageOfCommand(command, (path) => firstLine(resolve(cwd, path)))
  return {
    language: found ?? guessed,
    hasEnvironment: listener === undefined ? undefined : hasVariable(listener, simulatorVariable),
  }
}

/** A program that ran before the drive. */
export interface RunningApp {
  readonly language: Language | undefined
  /**
   * The words of the command that started the app, and the folder of the app; undefined when the operating system does
   * not show them.
   */
  readonly started: { readonly words: readonly string[]; readonly cwd: string } | undefined
}

/** Finds out which program listens at an address of this computer. Works only on Linux. */
export function lookAtRunning({ port, protocol }: URL): RunningApp {
  const owner = portOwner(Number(port || (protocol === 'https:' ? 443 : 80)))
  const program = owner && programOf(owner.pid)
  if (!owner || !program) return { language: undefined, started: undefined }
  return { language: languageOfProcesses([], program), started: startedWith(owner.pid) }
}
