package driver

import (
	"crypto/sha256"
	"encoding/binary"
	"hash"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/apilint/apilint/internal/driver/golist"
	"github.com/apilint/apilint/internal/driver/store"
)

// format is part of every key; it changes when the meaning of entries does.
const format = "apilint 1"

// A digest collects what determines an entry. Each part is preceded by its length, so that no two lists of parts are
// written alike.
type digest struct{ h hash.Hash }

func newDigest(kind string) digest {
	d := digest{sha256.New()}
	d.add(format, kind)
	return d
}

func (d digest) add(parts ...string) {
	for _, p := range parts {
		d.h.Write(binary.AppendUvarint(nil, uint64(len(p))))
		d.h.Write([]byte(p))
	}
}

func (d digest) addBytes(part []byte) {
	d.h.Write(binary.AppendUvarint(nil, uint64(len(part))))
	d.h.Write(part)
}

func (d digest) key() (k store.Key) {
	d.h.Sum(k[:0])
	return k
}

func (d digest) sum() string { k := d.key(); return string(k[:]) }

// keys hold what determines the packages of a graph.
//
// Two hashes cascade. The API hash of a package stands for its types: of a local one it covers what others can see in its
// files, of a foreign one its module's version; both cover the API hashes of the imports. The key of a local package's
// summary covers the contents of its files and the API hashes of its imports. So an edit within a function body makes a
// single package be compiled anew, and an edit of a declaration those above it too.
//
// Files of foreign packages are not read: module versions do not change, and the go command vouches for vendor
// directories only by vendor/modules.txt. Names of files stand for build tags, platforms and cgo.
type keys struct {
	content map[*node]string // of the local packages' files
	api     map[*node]string
	summary map[*node]store.Key // of the compiled nodes
}

// settings are the go command's answers that keys depend on.
type settings struct {
	goVersion string
	goArch    string
}

func (r *run) keys(g *graph, s settings) keys {
	contents := r.contents(g)
	k := keys{
		content: make(map[*node]string),
		api:     make(map[*node]string, len(g.nodes)),
		summary: make(map[*node]store.Key),
	}
	for _, n := range g.nodes {
		imports := k.imports(n)
		api := newDigest("api")
		api.add(s.goVersion, s.goArch, n.ImportPath)
		if n.local {
			k.content[n] = contents[n].all
			api.add("local", n.Module.GoVersion, contents[n].api)
		} else {
			api.add("foreign", moduleVersion(n.Module), strings.Join(n.GoFiles, "\n"), strings.Join(n.CgoFiles, "\n"))
		}
		api.add(imports...)
		k.api[n] = api.sum()

		if n.compiled {
			sum := newDigest("summary")
			sum.add(r.tool, s.goVersion, s.goArch, n.ImportPath, n.Module.Path, n.Module.GoVersion, n.relDir())
			if r.Tests {
				sum.add("tests")
			}
			sum.add(contents[n].all)
			sum.add(imports...)
			k.summary[n] = sum.key()
		}
	}
	return k
}

// imports returns the import paths of a node with their API hashes.
func (k keys) imports(n *node) []string {
	var parts []string
	for path, to := range n.imports {
		kind := "foreign"
		if to.local {
			kind = "local"
		}
		parts = append(parts, path+"\x00"+kind+"\x00"+k.api[to])
	}
	slices.Sort(parts)
	return parts
}

// moduleVersion names the content of a foreign module; that of the standard library, which has none, is the Go version.
func moduleVersion(m *golist.Module) string {
	if m == nil {
		return ""
	}
	v := m.Path + "@" + m.Version + " go" + m.GoVersion
	if m.Replace != nil {
		v += " => " + m.Replace.Path + "@" + m.Replace.Version
	}
	return v
}

// content is what the files of a package hash to.
type content struct {
	all string // all bytes of all files
	api string // what other packages can see
}

// contents reads the files of the local packages.
func (r *run) contents(g *graph) map[*node]content {
	var local []*node
	for _, n := range g.nodes {
		if n.local {
			local = append(local, n)
		}
	}
	contents := make(map[*node]content)
	for i, c := range inParallel(r.Parallel, local, hashFiles) {
		contents[local[i]] = c
	}
	return contents
}

// hashFiles reads a package's files. One that cannot be read is a problem when it is parsed; here it is as good as empty.
func hashFiles(n *node) content {
	all, api := newDigest("files"), newDigest("declarations")
	for _, name := range n.files() {
		data, _ := os.ReadFile(name)
		base := filepath.Base(name)
		all.add(base)
		all.addBytes(data)
		api.add(base)
		hashAPI(api.h, data)
	}
	return content{all: all.sum(), api: api.sum()}
}

// files returns the names of the Go files of a package.
func (n *node) files() []string {
	names := slices.Concat(n.GoFiles, n.CgoFiles)
	for i, name := range names {
		if !filepath.IsAbs(name) {
			names[i] = filepath.Join(n.Dir, name)
		}
	}
	return names
}
