package knowledge

import (
	"path"
	"strings"
)

// Command says that a function runs a program.
type Command struct {
	Program Arg
	Args    Arg // a list of arguments, without the program
	Line    Arg // a line that a shell reads
}

// commands are the functions that run programs, and those that quote for a shell. strconv.Quote is none of the latter: a shell
// expands $ and ` between double quotes.
var commands = []Entry{
	{Symbol: "os/exec.Command", Signature: "func(name string, arg ...string) *Cmd", Command: &Command{Program: Arg0, Args: Arg1}},
	{Symbol: "os/exec.CommandContext", Signature: "func(ctx context.Context, name string, arg ...string) *Cmd",
		Command: &Command{Program: Arg1, Args: Arg2}},
	{Symbol: "os.StartProcess", Signature: "func(name string, argv []string, attr *ProcAttr) (*Process, error)", Command: &Command{Program: Arg0}},
	{Symbol: "syscall.{Exec,ForkExec}", Signature: "func(argv0 string, argv []string, envv []string) (err error)", Command: &Command{Program: Arg0}},
	{Symbol: "(*golang.org/x/crypto/ssh.Session).{Run,Start,Output,CombinedOutput}", Signature: "func(cmd string) error",
		Command: &Command{Line: Arg0}},
	{Symbol: "al.essio.dev/pkg/shellescape.Quote", Signature: "func(s string) string", Flow: &Flow{From: []Arg{Arg0}, Safe: []Sink{InCommand}}},
	{Symbol: "github.com/kballard/go-shellquote.Join", Signature: "func(args ...string) string",
		Flow: &Flow{From: []Arg{Arg0}, Safe: []Sink{InCommand}}},
}

// interpreters are the programs that run a text which follows one of codeFlags.
var interpreters = set("sh bash dash ash zsh ksh fish busybox cmd cmd.exe powershell powershell.exe pwsh python python2 python3 perl ruby node php")

var codeFlags = set("-c -lc -ec -ic -xc -exc -e -r /c /C /K -Command -command -EncodedCommand --command --eval")

// IsInterpreter reports whether a program runs text that it gets as an argument.
func IsInterpreter(program string) bool { return interpreters[baseOf(program)] }

// IsCodeFlag reports whether the argument after this one is code for an interpreter.
func IsCodeFlag(arg string) bool { return codeFlags[arg] }

// optionRunners are the programs with options that run others or write files: tar --checkpoint-action, find -exec,
// ssh -oProxyCommand, git --upload-pack, rsync -e, curl -o and their like.
var optionRunners = set("tar find ssh scp sftp rsync git hg svn curl wget zip sed awk gawk man less vim tee xargs env nice sudo tcpdump openssl sqlite3 psql mysql " +
	"convert magick ffmpeg gs pandoc wkhtmltopdf chromium mutt sendmail docker kubectl")

// RunsByOption reports whether an option of a program can do harm.
func RunsByOption(program string) bool { return optionRunners[baseOf(program)] }

func baseOf(program string) string { return path.Base(strings.ReplaceAll(program, `\`, "/")) }
