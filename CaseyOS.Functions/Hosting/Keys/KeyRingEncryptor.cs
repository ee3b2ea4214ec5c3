using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;

namespace CaseyOS.Functions.Hosting;

/// <summary>Encrypts the key ring at rest: whoever reads the table cannot forge a session.</summary>
internal sealed class KeyRingEncryptor(MasterKey master) : IXmlEncryptor
{
    public EncryptedXmlInfo Encrypt(XElement plaintextElement)
    {
        var plain = Encoding.UTF8.GetBytes(plaintextElement.ToString(SaveOptions.DisableFormatting));
        var nonce = RandomNumberGenerator.GetBytes(AesGcm.NonceByteSizes.MaxSize);
        var tag = new byte[AesGcm.TagByteSizes.MaxSize];
        var secret = new byte[plain.Length];
        using var aes = KeyRingDecryptor.Cipher(master);
        aes.Encrypt(nonce, plain, secret, tag);
        return new(
            new XElement("encryptedKey", new XElement("nonce", Convert.ToBase64String(nonce)), new XElement("tag", Convert.ToBase64String(tag)), new XElement("value", Convert.ToBase64String(secret))),
            typeof(KeyRingDecryptor));
    }
}

/// <summary>The other direction; the framework makes it from the type's name that stands beside each key.</summary>
internal sealed class KeyRingDecryptor(IServiceProvider services) : IXmlDecryptor
{
    public static AesGcm Cipher(MasterKey master) => new(master.Derive("key ring"), AesGcm.TagByteSizes.MaxSize);

    /// <exception cref="CryptographicException">The key was encrypted under another master key, or changed.</exception>
    public XElement Decrypt(XElement encryptedElement)
    {
        var secret = Part(encryptedElement, "value");
        var plain = new byte[secret.Length];
        using var aes = Cipher(services.GetRequiredService<MasterKey>());
        aes.Decrypt(Part(encryptedElement, "nonce"), secret, Part(encryptedElement, "tag"), plain);
        return XElement.Parse(Encoding.UTF8.GetString(plain));
    }

    private static byte[] Part(XElement element, string name) => Convert.FromBase64String(element.Element(name)!.Value);
}
