using System.Text;

namespace Aspire.Hosting.Local;

/// <summary>Splits a line of arguments at blanks outside double quotes; a backslash keeps a quote.</summary>
internal static class CommandLine
{
    public static IReadOnlyList<string> Split(string line)
    {
        var arguments = new List<string>();
        var current = new StringBuilder();
        var (quoted, started) = (false, false);
        for (var i = 0; i < line.Length; i++)
        {
            switch (line[i])
            {
                case '\\' when i + 1 < line.Length && line[i + 1] == '"':
                    current.Append(line[++i]);
                    started = true;
                    break;
                case '"':
                    quoted = !quoted;
                    started = true;
                    break;
                case ' ' or '\t' when !quoted:
                    Flush();
                    break;
                default:
                    current.Append(line[i]);
                    started = true;
                    break;
            }
        }

        Flush();
        return arguments;

        void Flush()
        {
            if (started)
            {
                arguments.Add(current.ToString());
            }

            current.Clear();
            started = false;
        }
    }
}
