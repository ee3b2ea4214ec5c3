using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;

namespace CaseyOS.Functions.Tests.Sandbox;

/// <summary>Raw mails, written by hand so that no code of the product is trusted here.</summary>
internal static class Mails
{
    public const string Anna = "anna.example@somewhere.example";

    public static string Raw(string subject = "Lanes", string to = Anna, string text = "Hello", params string[] headers) => WebEncoders.Base64UrlEncode(Encoding.UTF8.GetBytes(
        string.Concat(headers.Select(header => header + "\r\n")) + $"To: {to}\r\nSubject: {subject}\r\nContent-Type: text/plain; charset=UTF-8\r\n\r\n{text}\r\n"));

    public static object Draft(string subject = "Lanes", string to = Anna, string text = "Hello", string? threadId = null, params string[] headers) =>
        new { message = threadId is null ? (object)new { raw = Raw(subject, to, text, headers) } : new { raw = Raw(subject, to, text, headers), threadId } };

    public static string? Header(JsonElement message, string name) => message.GetProperty("payload").GetProperty("headers").EnumerateArray()
        .Where(header => header.GetProperty("name").GetString()!.Equals(name, StringComparison.OrdinalIgnoreCase))
        .Select(header => header.GetProperty("value").GetString())
        .FirstOrDefault();

    public static string Text(this JsonElement json, string name) => json.GetProperty(name).GetString()!;
}
