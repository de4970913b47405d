package knowledge

// File says that a function opens, writes or removes a file by its name.
type File struct {
	Name, To Arg // names of files
	Names    Arg // a list of names
	// OwnPath: the function refuses requests whose own path has an element "..", so that names made from the path cannot climb.
	OwnPath bool
	// Decodes: the function decodes the name like the path of a URL, so that %2e%2e%2f climbs where ../ was refused.
	Decodes bool
}

// files are the functions that use files, and the names that are known to have one element only.
//
// What the libraries do about names that climb, read in their sources:
//
//   - net/http.ServeFile refuses requests whose URL.Path has an element "..", and takes the name as it is otherwise: a name from
//     the query climbs (net/http/fs.go, containsDotDot). gin's File and FileAttachment call it.
//   - http.Dir, http.FileServer, http.FS, os.DirFS and os.Root do not leave their directory; they are not here. Nor is the File of
//     echo v5, whose default file system is os.DirFS (echo.go, NewDefaultFS); that of echo v4 calls os.Open (echo_fs.go).
//   - fiber's SendFile and Download hand the name to fasthttp as the URI of a request, which decodes it (fiber/v2/ctx.go,
//     fiber/v3/res.go).
//   - The Filename of a multipart.FileHeader is the last element of what the client sent: Part.FileName calls filepath.Base
//     (mime/multipart/multipart.go), also for gin, echo and fiber, which hand out the same type.
//   - Names in archives are as their author wrote them; archive/zip and archive/tar refuse those that climb only if
//     GODEBUG=zipinsecurepath=0 or tarinsecurepath=0 asks for it.
//
// And about parameters of the path:
//
//   - net/http matches the escaped path and decodes each segment (routing_tree.go, firstSegment), so a PathValue may hold
//     slashes.
//   - gin and httprouter match URL.Path, in which an escaped slash is a slash already; echo and chi match URL.RawPath if it
//     differs and do not decode it; gorilla/mux matches URL.Path and redirects to the clean path first; fiber matches the
//     path as it was sent. A parameter between two slashes holds none there.
var files = []Entry{
	{Symbol: "os.{Open,ReadFile,Create,ReadDir,Remove,RemoveAll,Mkdir,MkdirAll,OpenFile,WriteFile,Truncate,Chmod,Chdir}",
		Signature: "func(name string) (*File, error)", File: &File{Name: Arg0}},
	{Symbol: "os.{Rename,Link,Symlink}", Signature: "func(oldpath, newpath string) error", File: &File{Name: Arg0, To: Arg1}},
	{Symbol: "io/ioutil.{ReadFile,WriteFile,ReadDir}", Signature: "func(filename string) ([]byte, error)", File: &File{Name: Arg0}},
	{Symbol: "net/http.ServeFile", Signature: "func(w ResponseWriter, r *Request, name string)", File: &File{Name: Arg2, OwnPath: true}},
	{Symbol: "html/template.{ParseFiles,ParseGlob}", Signature: "func(filenames ...string) (*Template, error)", File: &File{Names: Arg0}},
	{Symbol: "text/template.{ParseFiles,ParseGlob}", Signature: "func(filenames ...string) (*Template, error)", File: &File{Names: Arg0}},
	{Symbol: "(*html/template.Template).ParseFiles", Signature: "func(filenames ...string) (*Template, error)", File: &File{Names: Arg0}},

	{Symbol: "(*github.com/gin-gonic/gin.Context).{File,FileAttachment}", Signature: "func(filepath string)", File: &File{Name: Arg0, OwnPath: true}},
	{Symbol: "(*github.com/gin-gonic/gin.Context).SaveUploadedFile",
		Signature: "func(file *multipart.FileHeader, dst string, perm ...fs.FileMode) error", File: &File{Name: Arg1}},
	{Symbol: "(github.com/labstack/echo/v4.Context).{File,Attachment,Inline}", Signature: "func(file string) error", File: &File{Name: Arg0}},
	{Symbol: "(*github.com/gofiber/fiber/v2.Ctx).{SendFile,Download}", Signature: "func(file string, compress ...bool) error",
		File: &File{Name: Arg0, Decodes: true}},
	{Symbol: "(*github.com/gofiber/fiber/v2.Ctx).SaveFile", Signature: "func(fileheader *multipart.FileHeader, path string) error",
		File: &File{Name: Arg1}},
	{Symbol: "(github.com/gofiber/fiber/v3.Ctx).{SendFile,Download}", Signature: "func(file string, config ...SendFile) error",
		File: &File{Name: Arg0, Decodes: true}},
	{Symbol: "(github.com/gofiber/fiber/v3.Ctx).SaveFile", Signature: "func(fileheader *multipart.FileHeader, path string) error",
		File: &File{Name: Arg1}},
	{Symbol: "github.com/valyala/fasthttp.ServeFile", Signature: "func(ctx *RequestCtx, path string)", File: &File{Name: Arg1, Decodes: true}},
	{Symbol: "github.com/valyala/fasthttp.SaveMultipartFile", Signature: "func(fh *multipart.FileHeader, path string) (err error)",
		File: &File{Name: Arg1}},
	{Symbol: "(*github.com/valyala/fasthttp.RequestCtx).SendFile", Signature: "func(path string)", File: &File{Name: Arg0, Decodes: true}},
	{Symbol: "(*github.com/cloudwego/hertz/pkg/app.RequestContext).{File,FileAttachment}", Signature: "func(filepath string)",
		File: &File{Name: Arg0, Decodes: true}},
	{Symbol: "(*github.com/cloudwego/hertz/pkg/app.RequestContext).SaveUploadedFile",
		Signature: "func(file *multipart.FileHeader, dst string) error", File: &File{Name: Arg1}},
	{Symbol: "(*github.com/kataras/iris/v12/context.Context).{ServeFile,SendFile}", Signature: "func(filename string) error",
		File: &File{Name: Arg0}},
	{Symbol: "(*github.com/kataras/iris/v12/context.Context).SaveFormFile", Signature: "func(fh *multipart.FileHeader, dest string) (int64, error)",
		File: &File{Name: Arg1}},

	{Symbol: "mime/multipart.FileHeader.Filename", Signature: "field string", Flow: &Flow{Safe: []Sink{InFilePath}}},
	{Symbol: "(*mime/multipart.Part).FileName", Signature: "func() string", Flow: &Flow{From: []Arg{Recv}, Safe: []Sink{InFilePath}}},
	{Symbol: "archive/zip.FileHeader.Name", Signature: "field string", Input: &Input{Part: InEntry}},
	{Symbol: "archive/tar.Header.{Name,Linkname}", Signature: "field string", Input: &Input{Part: InEntry}},

	{Symbol: "github.com/cyphar/filepath-securejoin.SecureJoin", Signature: "func(root, unsafePath string) (string, error)",
		Flow: &Flow{From: []Arg{Arg0, Arg1}, Safe: []Sink{InFilePath}}},
}
