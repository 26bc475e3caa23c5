using Amazon.Runtime;

namespace Hotlink.Grains.Access.Buckets;

/// <summary>How the S3 library gets its HTTP client: with <see cref="PoolThreadHandler"/> around the sockets.</summary>
internal sealed class BucketHttp : HttpClientFactory
{
    public override HttpClient CreateHttpClient(IClientConfig clientConfig)
    {
        var sockets = new SocketsHttpHandler { AllowAutoRedirect = false };
        return new(new PoolThreadHandler { InnerHandler = sockets }) { Timeout = clientConfig.Timeout ?? Timeout.InfiniteTimeSpan };
    }
}
