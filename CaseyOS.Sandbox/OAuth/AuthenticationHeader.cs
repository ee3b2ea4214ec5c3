using System.Text;

namespace CaseyOS.Sandbox.OAuth;

internal static class AuthenticationHeader
{
    public static bool TryReadBasic(string header, out (string Id, string Secret) client)
    {
        client = default;
        Span<byte> buffer = stackalloc byte[1024];
        var encoded = header["Basic ".Length..].Trim();
        if (encoded.Length > 1024 || !Convert.TryFromBase64String(encoded, buffer, out var length)
            || Encoding.UTF8.GetString(buffer[..length]).Split(':', 2) is not [var id, var secret])
        {
            return false;
        }

        client = (Uri.UnescapeDataString(id), Uri.UnescapeDataString(secret));
        return true;
    }
}
