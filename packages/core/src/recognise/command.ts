/** Programs that run whatever a project calls its tests; alone or with a stock word they name nothing. */
const RUNNERS: ReadonlySet<string> = new Set(
  (
    'make gmake cargo go npm npx yarn pnpm bun deno mvn mvnw gradle gradlew ant sbt lein pytest tox nox bazel bazelisk buck buck2 arc rake bundle ' +
    'dotnet ctest cmake ninja meson mix swift xcodebuild flutter dart melos jest vitest mocha phpunit composer rspec stack cabal prove poetry uv hatch ' +
    'pre-commit python python3 node just task earthly docker nix tsc eslint golangci-lint clippy black mypy ruff terraform helm kubectl'
  ).split(' '),
);
/** Arguments that nearly every test run has; `STOCK_ARGUMENT` knows them too, and takes long to make. */
const COMMON_ARGUMENTS: readonly string[] = ['test', 'run', 'check', 'build', 'lint', '--'];
const STOCK_ARGUMENT =
  /^(?:-{1,2}(?:j\d*|v+|all|all-targets|all-features|workspace|verbose|release|watch|race|parallel|silent|ci)|\d{1,3}|[a-z]{0,6}(?:test|tests|check|checks|build|lint|all|run|install|clean|verify|unit|fmt|format|ci|e2e|package|compile|nextest|clippy|integration|coverage|exec|validate|typecheck|vet|dev|serve|start|prettier|style)|\.{1,3}\/?(?:\.{3})?|\/\/\.{3}|&&|\|\||;|&|--)$/;

/**
 * Whether a line of shell names more than the project's standard test run: a program of its own, a target, a file, a flag
 * with a value. `make check` and `npm test` don't, `make soak_test` and `cargo test -p parser` do.
 */
export function isTelling(command: string): boolean {
  const words = command
    .slice(0, 500)
    .replace(/^\s*(?:[$>%#]|\w{1,30}@[\w.-]{1,60}[:~ ]\S{0,80}[$#]|PS [^>]{0,80}>)\s+/, '')
    .trim()
    .split(/\s+/)
    .filter((word) => word !== '');
  const first = words.findIndex((word) => !/^(?:[A-Z_][A-Z0-9_]*=\S*|sudo|time|env)$/.test(word));
  const program = words[first]?.replace(/^(?:\.{0,2}\/)+/, '').replace(/[;,.:]$/, '');
  if (program === undefined || program === '') return words.length > 0;
  const rest = words.slice(first + 1).map((word) => word.replace(/[;,.:]$/, ''));
  if (!RUNNERS.has(program)) return rest.length > 0 || isName(program);
  return rest.some((word) => word !== '' && !isStock(word) && !RUNNERS.has(word)) || first > 0;
}

function isStock(word: string): boolean {
  return COMMON_ARGUMENTS.includes(word) || STOCK_ARGUMENT.test(word);
}

const IDLE: ReadonlySet<string> = new Set([
  'true',
  'false',
  ':',
  'exit',
  'echo',
  'printf',
  'sleep',
  'cd',
  'pwd',
  '',
]);

/** Whether a line of shell tests nothing, whatever comes out of it: `true`, `exit 0`, `sh -c 'echo ok'`. */
export function runsNothing(command: string): boolean {
  const line = command
    .trim()
    .replace(/^(?:\S{0,40}\/)?(?:ba|da|z|k)?sh\s+(?:-\w{1,8}\s+){1,3}/, '')
    .replace(/^(['"])(.*)\1$/s, '$2');
  if (/\$\(|`/.test(line)) return false;
  return line.split(/[;|&\n]/).every((part) => {
    const words = part.trim().split(/\s+/);
    const program = words.find(
      (word) => !/^(?:[A-Z_][A-Z0-9_]*=\S*|sudo|time|env|exec|command|!)$/.test(word),
    );
    return IDLE.has(program?.replace(/^\S*\//, '') ?? '');
  });
}

/** Runners that are also words of a sentence: they need a word of theirs behind them. */
const ENGLISH =
  /^(?:make [a-z][\w.-]*(?: [\w./=-]+)*$|go (?:test|run|build|vet|generate|install) |node \S+\.[cm]?js|(?:rake|bundle|mix|swift|stack|just|task) [a-z]+[:. -])/;
const SENTENCE_WORDS: ReadonlySet<string> = new Set(
  'make go just task node stack mix swift ant bundle rake composer meson docker nix black helm terraform buck deno uv prove python'.split(
    ' ',
  ),
);

/** Whether a line of prose is a command as it was typed, without any marks, and a telling one. */
export function isTellingLine(line: string): boolean {
  const text = line.slice(0, 300).replace(/^[\s$>*"'-]+/, '');
  const program = /^[a-z][\w-]{1,20}(?= \S)/.exec(text)?.[0];
  if (program === undefined || !RUNNERS.has(program)) return false;
  if (SENTENCE_WORDS.has(program) && !ENGLISH.test(text) && !/ -{1,2}\w| \S+\/\S/.test(text)) return false;
  return isTelling(text);
}

const BRAND =
  /^(?:git(?:hub|lab)|circleci|travisci|teamcity|buildkite|buildbot|macos|ios|ipados|watchos|iphone|ipad|javascript|typescript|junit|phpunit|nunit|xunit|postgresql|mysql|mongodb|graphql|youtube|openssl|webkit|devtools|nodejs|vscode|intellij|powershell|latex|wifi|opengl|openapi|sonarqube|browserstack|lgtm|tldr|todo)(?:'?s|\/cd|\/ci)?$/i;

/** Words that people join by a slash without naming a path. */
const JOINED =
  /^(?:and|or|on|off|read|write|input|output|before|after|start|stop|client|server|dev|staging|prod|production|import|export|login|logout|get|set|true|false|left|right|light|dark|show|hide|open|close|enabled?|disabled?|uploads?|downloads?|up|down|with|without|https?|tcp|udp|ip|chrome|firefox|safari|edge|debug|release|x86|arm|arm64|linux|macos|mac|osx|windows|ios|android|unit|integration|functional|regression|smoke|e2e|build|test|tests|lint|manual|local|ci|cd|old|new|yes|no|pass|fail|a|b|n|ui|ux|frontend|backend|js|ts|add|remove|create|update|delete|edit)$/;

/** Whether a word is a name out of code: a test, a file, a symbol, a path, a target, a flag. */
export function isName(word: string): boolean {
  const bare = word.slice(0, 200).replace(/^[("'“‘[{<*]+|[)"'”’\]}>*.,;:!?]+$/g, '');
  if (bare.length < 3 || BRAND.test(bare) || bare.includes('://') || bare.includes('@')) return false;
  if (/^-{1,2}[a-z][\w-]+/.test(bare)) return true;
  if (/[A-Za-z0-9]_[A-Za-z0-9]|\w::\w|\w\(\)?$|^\/\w+\/|^\.{1,2}\/\w|^\/\/\w/.test(bare)) return true;
  if (/^[\w.@+-]+\/[\w.@+-]+(?:\/[\w.@+-]+)+/.test(bare)) return true;
  if (
    /^[\w./-]*\w\.(?:[cm]?[jt]sx?|py|go|rs|rb|java|kt|swift|cc|cpp|c|h|hpp|cs|php|sh|bats|ya?ml|json|toml|sql|ex|exs|scala|dart|t|mdx?|html)(?::\d{1,6})?$/.test(
      bare,
    )
  )
    return true;
  const halves = /^([a-z0-9_.-]{2,40})\/([a-z0-9_.-]{2,40})$/.exec(bare);
  if (halves !== null) return !JOINED.test(halves[1] ?? '') || !JOINED.test(halves[2] ?? '');
  if (/^[a-z][\w.-]*\/[\w.-]*[\w]:[\w.-]+$/i.test(bare)) return true;
  if (
    /^[a-z]+[A-Z][a-zA-Z]+$|[a-z](?:Tests?|Suite|IT|Case)[A-Z]?$|^Test[A-Z]\w|[a-z]Spec$|^(?:[A-Z][a-z]+){3,}$/.test(
      bare,
    )
  )
    return true;
  return (
    /^[a-z][\w]*(?:[.#][a-zA-Z]\w*){2,}$|^[A-Z]\w*[.#][a-z]\w+$/.test(bare) &&
    !/^[\w.]+\.(?:com|org|io|net|dev)$/.test(bare)
  );
}
