using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CaseyOS.Core.Connectors.Google;

namespace CaseyOS.Core.Signals.Forms;

/// <summary>Reads a submission: <c>{form_name, submission_id?, submitted_at?, fields: {email, firstname, lastname, company, message, …}}</c>.</summary>
public static class FormReader
{
    private const int ShortText = 200;
    private const int LongText = 5000;
    private const string Fields = "fields.";

    /// <summary>The submission; null when the hidden field was filled in.</summary>
    /// <exception cref="ValidationException">It is not such a document, a text is too long, or there is no address to answer to.</exception>
    public static FormSubmission? Read(ReadOnlyMemory<byte> body, string honeypot, DateTimeOffset now)
    {
        using var document = Parse(body);
        var root = document.RootElement;
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("fields", out var fields) || fields.ValueKind != JsonValueKind.Object)
        {
            throw new ValidationException("fields", "fields must be an object.");
        }

        var email = Text(fields, Fields + "email", ShortText)?.ToLowerInvariant();
        if (!MailAddress.IsValid(email))
        {
            throw new ValidationException("fields.email", "fields.email must be one e-mail address.");
        }

        var form = new FormSubmission
        {
            Key = "",
            FormName = Text(root, "form_name", ShortText) ?? throw new ValidationException("form_name", "form_name is required."),
            SubmittedAt = Time(root, now),
            Email = email,
            FirstName = Text(fields, Fields + "firstname", ShortText),
            LastName = Text(fields, Fields + "lastname", ShortText),
            Company = Text(fields, Fields + "company", ShortText),
            Message = Text(fields, Fields + "message", LongText),
        };
        return Text(fields, Fields + honeypot, LongText) is not null ? null : form with { Key = Text(root, "submission_id", ShortText) is { } id ? $"id:{id}" : Hash(root) };
    }

    private static JsonDocument Parse(ReadOnlyMemory<byte> body)
    {
        try
        {
            return JsonDocument.Parse(body);
        }
        catch (JsonException)
        {
            throw new ValidationException("body", "The body is not valid JSON.");
        }
    }

    // The name is the one that the sender wrote, with its path; the member is its last part.
    private static string? Text(JsonElement source, string name, int longest)
    {
        if (!source.TryGetProperty(name.StartsWith(Fields, StringComparison.Ordinal) ? name[Fields.Length..] : name, out var value) || value.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        var text = value.ValueKind == JsonValueKind.String ? value.GetString()!.Trim() : throw new ValidationException(name, $"{name} must be a string.");
        return text.Length > longest ? throw new ValidationException(name, $"{name} must have at most {longest} characters.") : text.Length == 0 ? null : text;
    }

    private static DateTimeOffset Time(JsonElement root, DateTimeOffset now)
    {
        if (!root.TryGetProperty("submitted_at", out var value) || value.ValueKind == JsonValueKind.Null)
        {
            return now;
        }

        return value.ValueKind == JsonValueKind.String && value.TryGetDateTimeOffset(out var at)
            ? at < now ? at : now
            : throw new ValidationException("submitted_at", "submitted_at must be an ISO 8601 time, for example 2026-11-21T09:00:00Z.");
    }

    // Over the members in the order of their names: two senders need not write them in the same order.
    private static string Hash(JsonElement root)
    {
        var text = string.Join('\n', root.EnumerateObject().OrderBy(member => member.Name, StringComparer.Ordinal).SelectMany(member => member.Value.ValueKind == JsonValueKind.Object
            ? member.Value.EnumerateObject().OrderBy(field => field.Name, StringComparer.Ordinal).Select(field => JsonSerializer.Serialize($"{member.Name}.{field.Name}={field.Value}"))
            : [JsonSerializer.Serialize($"{member.Name}={member.Value}")]));
        return "hash:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..32];
    }
}
