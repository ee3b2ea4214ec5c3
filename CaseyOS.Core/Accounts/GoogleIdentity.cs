namespace CaseyOS.Core.Accounts;

/// <summary>Who Google says has just signed in.</summary>
/// <param name="Subject">Google's stable id (<c>sub</c>); it outlives a change of address.</param>
/// <param name="Email">Verified address.</param>
/// <param name="Name">Full name.</param>
/// <param name="Picture">Address of the picture.</param>
/// <param name="TimeZone">IANA time zone, when the profile has one.</param>
public sealed record GoogleIdentity(string Subject, string Email, string? Name = null, string? Picture = null, string? TimeZone = null);
