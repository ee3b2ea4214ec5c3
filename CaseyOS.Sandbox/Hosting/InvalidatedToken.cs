namespace CaseyOS.Sandbox.Hosting;

/// <summary>Marks a request whose token was made unusable while it was on its way.</summary>
internal sealed class InvalidatedToken;
