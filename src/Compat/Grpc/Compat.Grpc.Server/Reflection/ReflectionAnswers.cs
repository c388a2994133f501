using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace Grpc.Reflection;

/// <summary>What both versions of the reflection service answer from.</summary>
internal sealed class ReflectionAnswers(IReadOnlyList<string> services, SymbolRegistry registry)
{
    public IReadOnlyList<string> Services { get; } = services;

    /// <summary>The file and all it imports, the file first; null when nothing has that name.</summary>
    public IReadOnlyList<ByteString>? FilesByName(string name) => WithImports(registry.FileByName(name));

    /// <inheritdoc cref="FilesByName"/>
    public IReadOnlyList<ByteString>? FilesBySymbol(string symbol) => WithImports(registry.FileContainingSymbol(symbol));

    public static ReflectionAnswers Of(IEnumerable<ServiceDescriptor> services)
    {
        var list = services.ToList();
        return new ReflectionAnswers(
            [.. list.Select(static s => s.FullName)], SymbolRegistry.FromFiles(list.Select(static s => s.File)));
    }

    private static List<ByteString>? WithImports(FileDescriptor? file)
    {
        if (file is null)
        {
            return null;
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        var answer = new List<ByteString>();
        var waiting = new Queue<FileDescriptor>([file]);
        while (waiting.TryDequeue(out var next))
        {
            if (!seen.Add(next.Name))
            {
                continue;
            }

            answer.Add(next.SerializedData);
            foreach (var dependency in next.Dependencies)
            {
                waiting.Enqueue(dependency);
            }
        }

        return answer;
    }
}
