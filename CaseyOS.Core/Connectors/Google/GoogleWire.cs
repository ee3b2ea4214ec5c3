using System.Text.Json.Serialization;

namespace CaseyOS.Core.Connectors.Google;

// Google's wire types, camelCase, int64 as strings; they stay in this folder.
internal sealed record WireHeader(string? Name, string? Value);

internal sealed record WireBody(string? Data);

internal sealed record WirePart(
    IReadOnlyList<WireHeader>? Headers, string? MimeType = null, string? Filename = null, WireBody? Body = null, IReadOnlyList<WirePart>? Parts = null);

internal sealed record WireMessage(
    string? Id, string? ThreadId, IReadOnlyList<string>? LabelIds, string? Snippet, string? InternalDate, WirePart? Payload);

internal sealed record WireThread(string? Id, IReadOnlyList<WireMessage>? Messages);

internal sealed record WireDraft(string? Id, WireMessage? Message);

internal sealed record WireDraftList(IReadOnlyList<WireDraft>? Drafts, string? NextPageToken);

internal sealed record WireMessageList(IReadOnlyList<WireMessage>? Messages, string? NextPageToken);

internal sealed record WireHistoryMessage(WireMessage? Message);

internal sealed record WireHistory(IReadOnlyList<WireHistoryMessage>? MessagesAdded, IReadOnlyList<WireHistoryMessage>? MessagesDeleted);

internal sealed record WireHistoryList(IReadOnlyList<WireHistory>? History, string? NextPageToken, string? HistoryId);

internal sealed record WireProfile(string? EmailAddress, string? HistoryId);

internal sealed record WireSendAs(string? SendAsEmail, string? VerificationStatus);

internal sealed record WireSendAsList(IReadOnlyList<WireSendAs>? SendAs);

internal sealed record WireErrorDetail(string? Reason);

internal sealed record WireErrorBody(int Code, string? Message, string? Status, IReadOnlyList<WireErrorDetail>? Errors);

internal sealed record WireError(WireErrorBody? Error);

internal sealed record WireToken(
    [property: JsonPropertyName("access_token")] string? AccessToken,
    [property: JsonPropertyName("expires_in")] int? ExpiresIn,
    [property: JsonPropertyName("refresh_token")] string? RefreshToken,
    [property: JsonPropertyName("scope")] string? Scope);

internal sealed record WireTokenError([property: JsonPropertyName("error")] string? Error);
