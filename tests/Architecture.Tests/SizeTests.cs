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

    public static TheoryData<string> ProductFiles => [.. Repository.Files(".cs")
        .Where(path => !path.StartsWith("tests/", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(ProductFiles))]
    public void A_file_is_short_and_holds_one_public_type(string path)
    {
        var lines = Repository.ReadLines(path);
        Assert.True(lines.Length <= LinesPerFile, $"{path} has {lines.Length} lines; split it ({LinesPerFile} at most).");
        Assert.DoesNotContain(lines, line => line.Length > ColumnsPerLine);
        if (Path.GetFileName(path) == "Program.cs")
        {
            Assert.True(lines.Length <= LinesPerProgram, $"{path} has {lines.Length} lines; a composition root has {LinesPerProgram}.");
        }

        var root = CSharpSyntaxTree.ParseText(string.Join('\n', lines)).GetRoot();
        var publicTypes = root.DescendantNodes()
            .OfType<BaseTypeDeclarationSyntax>()
            .Where(type => type.Parent is BaseNamespaceDeclarationSyntax or CompilationUnitSyntax)
            .Where(type => type.Modifiers.Any(SyntaxKind.PublicKeyword))
            .Where(type => !Extends(type, root))
            .Select(type => type.Identifier.Text)
            .Distinct()
            .ToList();
        Assert.True(publicTypes.Count <= 1, $"{path} holds {string.Join(", ", publicTypes)}: one public type per file.");
    }

    [Theory]
    [MemberData(nameof(ProductFiles))]
    public void A_method_is_short(string path)
    {
        var tree = CSharpSyntaxTree.ParseText(Repository.Read(path));
        var longMethods = tree.GetRoot().DescendantNodes()
            .Where(node => node is BaseMethodDeclarationSyntax or LocalFunctionStatementSyntax)
            .Select(node => (Span: tree.GetLineSpan(node.Span), Node: node))
            .Where(method => method.Span.EndLinePosition.Line - method.Span.StartLinePosition.Line + 1 > LinesPerMethod)
            .Select(method => $"{path}:{method.Span.StartLinePosition.Line + 1}");

        Assert.Empty(longMethods);
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
