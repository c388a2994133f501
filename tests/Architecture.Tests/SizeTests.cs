using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Architecture.Tests;

/// <summary>Small enough to be read in one go. A limit is moved here, with a reason, or kept.</summary>
public class SizeTests
{
    private const int LinesPerFile = 300;
    private const int LinesPerMethod = 70;
    private const int LinesPerProgram = 40;
    private const int ColumnsPerLine = 150;

    private static IEnumerable<string> ProductFiles => Repository.Files(".cs")
        .Where(path => !path.StartsWith("tests/", StringComparison.Ordinal));

    [Fact]
    public void A_file_fits_a_screenful_of_pages() => Assert.Empty(ProductFiles
        .Select(path => (path, limit: Path.GetFileName(path) == "Program.cs" ? LinesPerProgram : LinesPerFile))
        .Select(file => (file.path, file.limit, lines: Repository.ReadLines(file.path).Length))
        .Where(file => file.lines > file.limit)
        .Select(file => $"{file.path}: {file.lines} lines, {file.limit} at most"));

    [Fact]
    public void A_line_fits_the_window() => Assert.Empty(ProductFiles
        .SelectMany(path => Repository.ReadLines(path).Select((line, index) => (line, place: $"{path}:{index + 1}")))
        .Where(line => line.line.Length > ColumnsPerLine)
        .Select(line => $"{line.place}: {line.line.Length} columns, {ColumnsPerLine} at most"));

    [Fact]
    public void A_file_holds_one_public_type() => Assert.Empty(
        from path in ProductFiles
        let types = PublicTypes(path)
        where types.Count > 1
        select $"{path}: {string.Join(", ", types)}");

    [Fact]
    public void A_method_is_short() => Assert.Empty(
        from path in ProductFiles
        let tree = CSharpSyntaxTree.ParseText(Repository.Read(path))
        from node in tree.GetRoot().DescendantNodes()
        where node is BaseMethodDeclarationSyntax or LocalFunctionStatementSyntax
        let span = tree.GetLineSpan(node.Span)
        let lines = span.EndLinePosition.Line - span.StartLinePosition.Line + 1
        where lines > LinesPerMethod
        select $"{path}:{span.StartLinePosition.Line + 1}: {lines} lines, {LinesPerMethod} at most");

    private static List<string> PublicTypes(string path)
    {
        var root = CSharpSyntaxTree.ParseText(Repository.Read(path)).GetRoot();
        return [.. root.DescendantNodes()
            .OfType<BaseTypeDeclarationSyntax>()
            .Where(type => type.Parent is BaseNamespaceDeclarationSyntax or CompilationUnitSyntax)
            .Where(type => type.Modifiers.Any(SyntaxKind.PublicKeyword))
            .Where(type => !Extends(type, root))
            .Select(type => type.Identifier.Text)
            .Distinct()];
    }

    // The cases of a closed family (abstract record and its records) and a generic twin read better beside what they belong to.
    private static bool Extends(BaseTypeDeclarationSyntax type, SyntaxNode root)
    {
        var bases = type.BaseList?.Types.Select(item => item.Type.ToString().Split('<')[0]).ToHashSet() ?? [];
        return root.DescendantNodes()
            .OfType<TypeDeclarationSyntax>()
            .Any(other => other != type && bases.Contains(other.Identifier.Text) && other.Modifiers.Any(SyntaxKind.PublicKeyword));
    }
}
