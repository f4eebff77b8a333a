/** A word without the endings of English grammar, so that `mounted`, `mounts` and `mount` are one. */
export function simpleForm(word: string): string {
  for (const ending of ['ing', 'ed', 'es', 's', 'e']) {
    if (word.length >= ending.length + 4 && word.endsWith(ending) && !word.endsWith('ss')) {
      return word.slice(0, -ending.length);
    }
  }
  return word;
}

/** Grammar, and what any text about software says. */
const PROSE =
  'the and but for nor not with without within from into onto over under than then that this these those there here they them their his her its our your ' +
  'are was were been being has have had having can could will would should shall may might must does did done don doesn didn isn aren wasn won ' +
  'all any some every each both either neither other others another more most much many few less least only just still also too very well even ever never always often ' +
  'again once twice first second last next new old same own one two three four five six seven eight nine ten half whole part once anew already later earlier soon late early right left ' +
  'who whom whose what when where which while why how because since until before after during between through across against about above below beside beyond along away back down ' +
  'somebody someone something anybody anyone anything nobody nothing everybody everyone everything somewhere anywhere nowhere people person team user users ' +
  'good bad great small large big long short high low fast slow hard easy simple full empty open closed clear plain real true false wrong missing different certain possible ' +
  'come comes came going gone goes get gets got give gives given gave take takes taken took make makes made put puts keep keeps kept let lets leave leaves left hold holds held ' +
  'say says said tell tells told ask asks asked want wants need needs needed look looks seem seems mean means meant know knows known think find finds found see sees seen show shows shown ' +
  'become becomes begin begins began stop stops stay stays move moves turn turns happen happens appear appears disappear disappears exist exists lack lacks miss misses ' +
  'use uses used using work works worked working try tries tried help helps change changes changed fix fixes fixed add adds added remove removes removed ' +
  'way ways thing things case cases time times day days week year minute minutes second seconds end ends place places side kind kinds sort lot number numbers count counts ' +
  'problem problems prevention issue issues reason reasons idea question answer answers note notes word words name names named example point line lines page pages step steps';

/** What nearly every change of code holds. */
const CODE =
  'code source file files folder path paths directory text texts string strings char character characters number boolean array list lists map maps set sets key keys value values field fields ' +
  'object objects property properties item items entry entries element index size length width height max min sum total data info content contents result results output input ' +
  'function functions method class classes type types interface const constant var variable void null undefined return returns returned export exports import imports default async await yield ' +
  'new this self super static public private protected readonly final abstract extends implements package module modules require include define declare begin function lambda def end then else elif fi esac done do ' +
  'if for while switch break continue throw throws threw thrown catch try finally raise except error errors fail fails failed failing failure failures pass passes passed success succeed ' +
  'test tests tested testing check checks checked expect assert describe spec mock fixture suite example examples ' +
  'get getter setter push pop append prepend insert update updated delete deleted create creates created init initial load loads loaded save read reads reader write writes written writer ' +
  'open close send receive request requests response call calls called caller run runs ran running start starts started start exec execute process processes processed handle handler handlers ' +
  'parse parser parsed format formatted print log logs logged message messages title subject body head header footer label option options setting settings config configuration argument arguments arg args param params ' +
  'local global remote server client host port url http https api app application service services system systems version versions release build builds built building script scripts tool tools command commands ' +
  'git commit commits branch branches merge pull push repo repository main master diff patch review rule rules policy ' +
  'node npm java python bash shell sh go rust ruby js ts json yaml yml xml html css md markdown doc docs readme comment comments todo ' +
  'state status event events queue stack tree node root parent child children left right top bottom start stop from to in on of at by as or is be it no yes ok so we us you he she me my an am pm vs per via etc ' +
  'true false valid invalid valid known unknown common general generic base basic core util utils helper helpers shared internal external current previous next old temp tmp';

/** Words, in their simple form, that say nothing about what a text is about. */
export const EVERYDAY_WORDS: ReadonlySet<string> = new Set(
  `${PROSE} ${CODE}`.split(' ').map((word) => simpleForm(word)),
);
