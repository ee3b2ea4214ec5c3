using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace CaseyOS.Functions.Hosting;

/// <summary>The one secret of the installation, from which a key for each purpose is derived.</summary>
internal sealed class MasterKey
{
    private const int Length = 32;
    private readonly byte[] key;

    public MasterKey(IOptions<KeyRingOptions> options)
    {
        key = options.Value switch
        {
            { Key: { Length: > 0 } text } => Decode(text, "DataProtection:Key"),
            { KeyFile: { Length: > 0 } path } => Decode(ReadOrCreate(path), path),
            _ => throw Wrong("DataProtection:Key must be set to Base64 of 32 random bytes, for example from `openssl rand -base64 32`."),
        };
    }

    /// <summary>A key that tells nothing about the keys of other purposes.</summary>
    public byte[] Derive(string purpose) => HKDF.DeriveKey(HashAlgorithmName.SHA256, key, Length, info: Encoding.UTF8.GetBytes(purpose));

    private static byte[] Decode(string text, string source)
    {
        var bytes = new byte[Length + 1];
        return Convert.TryFromBase64String(text.Trim(), bytes, out var length) && length == Length
            ? bytes[..Length]
            : throw Wrong($"{source} must hold Base64 of 32 random bytes, for example from `openssl rand -base64 32`.");
    }

    private static string ReadOrCreate(string path)
    {
        if (!File.Exists(path))
        {
            Create(path);
        }

        return File.ReadAllText(path);
    }

    // Another process may start at the same moment: the file appears complete or not at all, and the first one stays.
    private static void Create(string path)
    {
        var draft = $"{path}.{Guid.NewGuid():N}";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using (var file = new StreamWriter(draft, options))
        {
            file.Write(Convert.ToBase64String(RandomNumberGenerator.GetBytes(Length)));
        }

        try
        {
            File.Move(draft, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            File.Delete(draft);
        }
    }

    private static OptionsValidationException Wrong(string message) => new(KeyRingOptions.SectionName, typeof(KeyRingOptions), [message]);
}
