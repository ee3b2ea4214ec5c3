using System.Globalization;

namespace CaseyOS.Core.Storage.Tables;

/// <summary>Values as literals of the Table service's filter language.</summary>
internal static class TableFilter
{
    public static string Create(FormattableString filter)
    {
        var literals = filter.GetArguments().Select(object? (value) => Literal(value)).ToArray();
        return string.Format(CultureInfo.InvariantCulture, filter.Format, literals);
    }

    private static string Literal(object? value) => value switch
    {
        string text => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'",
        bool truth => truth ? "true" : "false",
        int number => number.ToString(CultureInfo.InvariantCulture),
        long number => number.ToString(CultureInfo.InvariantCulture) + "L",
        double number => Double(number),
        DateTimeOffset time => $"datetime'{EdmText.Time(time)}'",
        DateTime time => $"datetime'{EdmText.Time(new DateTimeOffset(time.ToUniversalTime()))}'",
        Guid id => $"guid'{id:D}'",
        byte[] bytes => $"X'{Convert.ToHexString(bytes)}'",
        BinaryData data => $"X'{Convert.ToHexString(data.ToMemory().Span)}'",
        null => throw new ArgumentException("A filter cannot compare with null: absent properties match nothing.", nameof(value)),
        _ => throw new ArgumentException($"A filter cannot compare with {value.GetType().Name}.", nameof(value)),
    };

    // Without a point the service would read an Edm.Int32.
    private static string Double(double number)
    {
        var text = number.ToString("R", CultureInfo.InvariantCulture);
        return text.AsSpan().IndexOfAny('.', 'E', 'N') >= 0 ? text : text + ".0";
    }
}
