using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Hotlink.System.Tests.Cluster.Kit;

/// <summary>A certificate for servers at the loopback address.</summary>
internal static class SelfSigned
{
    private static readonly TimeSpan Validity = TimeSpan.FromDays(1);

    /// <summary>Writes a new one, and its key, to two PEM files of a folder.</summary>
    public static async Task<(string Certificate, string Key)> WriteAsync(string folder, CancellationToken cancellationToken)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = request.CreateSelfSigned(now - Validity, now + Validity);
        var paths = (Path.Combine(folder, "certificate.pem"), Path.Combine(folder, "key.pem"));
        await File.WriteAllTextAsync(paths.Item1, certificate.ExportCertificatePem(), cancellationToken);
        await File.WriteAllTextAsync(paths.Item2, key.ExportPkcs8PrivateKeyPem(), cancellationToken);
        return paths;
    }
}
