# A formula that builds apilint from source, for taps that want no ready-made programs. VERSION and SHA256 are those of the
# release's source archive.
class Apilint < Formula
  desc "Finds weaknesses in the API of a Go service"
  homepage "https://github.com/apilint/apilint"
  url "https://github.com/apilint/apilint/archive/refs/tags/vVERSION.tar.gz"
  sha256 "SHA256"
  head "https://github.com/apilint/apilint.git", branch: "main"

  depends_on "go" # to run it, too: apilint asks the go command what a service is made of

  def install
    system "go", "build", *std_go_args(ldflags: "-s -w"), "./cmd/apilint"
    generate_completions_from_executable(bin/"apilint", "completion")
  end

  test do
    (testpath/"go.mod").write "module example.com/empty\n\ngo 1.26\n"
    (testpath/"main.go").write "package main\n\nfunc main() {}\n"
    system bin/"apilint", "./..."
    assert_match "apilint", shell_output("#{bin}/apilint version")
  end
end
