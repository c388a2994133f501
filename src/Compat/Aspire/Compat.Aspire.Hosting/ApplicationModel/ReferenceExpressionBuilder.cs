using System.Globalization;
using System.Text;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Builds an expression piece by piece.</summary>
public class ReferenceExpressionBuilder
{
    private readonly StringBuilder _format = new();
    private readonly List<IValueProvider> _values = [];

    /// <summary>Whether nothing was appended.</summary>
    public bool IsEmpty => _format.Length == 0;

    /// <summary>Text as it stands.</summary>
    public void AppendLiteral(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        _format.Append(value.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal));
    }

    /// <summary>Text as it stands.</summary>
    public void AppendFormatted(string? value) => AppendLiteral(value ?? string.Empty);

    /// <summary>A value to be filled in.</summary>
    public void AppendFormatted<T>(T valueProvider)
        where T : IValueProvider, IManifestExpressionProvider
    {
        _format.Append(CultureInfo.InvariantCulture, $"{{{_values.Count}}}");
        _values.Add(valueProvider);
    }

    /// <summary>The expression.</summary>
    public ReferenceExpression Build() => ReferenceExpression.From(_format.ToString(), [.. _values]);
}
