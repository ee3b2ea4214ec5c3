using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace CaseyOS.Core;

/// <summary>The one JSON dialect of the product, on the wire and in storage: snake_case, enums as words, nothing lenient.</summary>
public static class CaseyJson
{
    /// <summary>Shared options; do not change them after start.</summary>
    public static JsonSerializerOptions Options { get; } = Configure(new JsonSerializerOptions(JsonSerializerDefaults.Web));

    /// <summary>
    /// For text in table rows and queue messages, whose limits count characters and bytes: without escapes, which would make
    /// six of one, so that a long mail in Greek fits as well as one in English.
    /// </summary>
    public static JsonSerializerOptions Rows { get; } = new(Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Gives <paramref name="options"/> the dialect; the HTTP edge uses it so that both sides agree.</summary>
    public static JsonSerializerOptions Configure(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;
        options.DictionaryKeyPolicy = null;
        options.PropertyNameCaseInsensitive = false;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.RespectNullableAnnotations = true;
        options.RespectRequiredConstructorParameters = true;
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false));
        return options;
    }
}
