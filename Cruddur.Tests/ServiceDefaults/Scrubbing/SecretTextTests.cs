using System.Diagnostics;
using Cruddur.ServiceDefaults.Scrubbing;

namespace Cruddur.Tests.ServiceDefaults.Scrubbing;

public sealed class SecretTextTests
{
    [Theory]
    [InlineData("Authorization: Bearer canary-1.2/3", "Authorization: ***")]
    [InlineData("curl -H 'Authorization: Bearer canary' https://host", "curl -H 'Authorization: ***' https://host")]
    [InlineData("sent Bearer canaryCanary to it", "sent Bearer *** to it")]
    [InlineData("bearer canary01", "bearer ***")]
    [InlineData("sent Basic dXNlcjpjYW5hcnk= to it", "sent Basic ***= to it")]
    [InlineData("Cookie: a=canary; b=canary", "Cookie: ***")]
    [InlineData("Set-Cookie: .AspNetCore.Identity=canary; path=/\nDate: now", "Set-Cookie: ***\nDate: now")]
    [InlineData("x-honeycomb-team: canary", "x-honeycomb-team: ***")]
    [InlineData("postgres://andrew:canary@db/cruddur", "postgres://andrew:***@db/cruddur")]
    [InlineData("postgres://andrew:can@ary@db/cruddur", "postgres://andrew:***@db/cruddur")]
    [InlineData("https://canarycanary1234@github.com/x", "https://***@github.com/x")]
    [InlineData("Host=db;Username=a;Password=can ary;Database=c", "Host=db;Username=a;Password=***;Database=c")]
    [InlineData("Host=db;Pwd='can;ary';Database=c", "Host=db;Pwd='***';Database=c")]
    [InlineData("Password=canary;Host=db", "Password=***;Host=db")]
    [InlineData("Endpoint=sb://x/;Shared Access Key=canary", "Endpoint=sb://x/;Shared Access Key=***")]
    [InlineData("AccountName=a;AccountKey=can+ary==;Suffix=s", "AccountName=a;AccountKey=***;Suffix=s")]
    [InlineData("/signin?user=a&password=canary&x=1", "/signin?user=a&password=***&x=1")]
    [InlineData("https://host/x?api_key=canary", "https://host/x?api_key=***")]
    [InlineData("https://h/?X-Amz-Credential=canary&X-Amz-Signature=canary", "https://h/?X-Amz-Credential=***&X-Amz-Signature=***")]
    [InlineData("password is password: canary, sorry", "password is password: ***, sorry")]
    [InlineData("the API key: canary", "the API key: ***")]
    [InlineData("""{"user":"a","password":"can\"ary","x":1}""", """{"user":"a","password":"***","x":1}""")]
    [InlineData("""{"accessToken" : "canary"}""", """{"accessToken" : "***"}""")]
    [InlineData("""{\"secret\":\"canary\",\"x\":1}""", """{\"secret\":\"***\",\"x\":1}""")]
    [InlineData("{'messageText': 'can ary'}", "{'messageText': '***'}")]
    [InlineData("key AKIAIOSFODNN7EXAMPLE, or ASIAIOSFODNN7EXAMPLE.", "key ***, or ***.")]
    [InlineData("eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.c2lnbmF0dXJl", "***")]
    [InlineData("-----BEGIN RSA PRIVATE KEY-----\nMIIcanary\n-----END RSA PRIVATE KEY-----\nafter", "***\nafter")]
    [InlineData("-----BEGIN PRIVATE KEY-----\nMIIcanary", "***")]
    [InlineData("password=canary password=canary", "password=*** password=***")]
    [InlineData("token=eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.x", "token=***")]
    public void Secret_in_a_text_is_masked_and_the_rest_stays(string text, string expected)
    {
        Assert.Equal(expected, Scrubber.Text(text));
        Assert.DoesNotContain("canary", Scrubber.Text(text), StringComparison.OrdinalIgnoreCase);
        Assert.Equal(expected, Scrubber.Text(expected));
    }

    [Theory]
    [InlineData("")]
    [InlineData("GET /@andrewbrown answered 200 in 1.2 ms")]
    [InlineData("https://host:8443/path?term=x&page=2#top")]
    [InlineData("see https://host/@worf and mail worf@example.com")]
    [InlineData("git clone ssh://git@host/x")]
    [InlineData("4bf92f3577b34da6a3ce929d0e0e4736 1-4bf92f35-77b34da6a3ce929d0e0e4736")]
    [InlineData("Bearer was not authenticated. Failure message: none")]
    [InlineData("Bearer authentication. Basic authentication, basic settings.")]
    [InlineData("tokenizer: fast; keyboard=qwertz; monkey: banana")]
    [InlineData("status code: 500")]
    [InlineData("{\"tokens\": 12, \"key\": \"home\"}")]
    [InlineData("Password={Password}")]
    [InlineData("UPDATE users SET password = @password WHERE token = $1")]
    [InlineData("if (token == other) Token::Read()")]
    [InlineData("Cache-Control: private, max-age=0")]
    [InlineData("   at Cruddur.Api.TokenReader.Read(String token) in /src/Token.cs:line 12")]
    [InlineData("Asia/Tokyo, key ASIA")]
    [InlineData("-----BEGIN PUBLIC KEY-----\nMII\n-----END PUBLIC KEY-----")]
    [InlineData("password: null, secret=false, token=***")]
    public void Text_without_a_secret_is_the_same_instance(string text) => Assert.Same(text, Scrubber.Text(text));

    [Fact]
    public void Every_secret_key_is_found_in_front_of_a_value()
    {
        foreach (var key in typeof(SecretKeyTests).GetMethod(nameof(SecretKeyTests.Key_of_a_secret_is_known_in_any_notation))!
            .GetCustomAttributes(typeof(InlineDataAttribute), inherit: false).Cast<InlineDataAttribute>().Select(data => (string)data.Data[0]!))
        {
            // What carries a value, or numbers it, belongs to a key and not to what people write.
            if (key.EndsWith(']') || key.EndsWith(".0", StringComparison.Ordinal) || key.EndsWith("cruddur", StringComparison.Ordinal) || key is "token_value" or "password.hash")
                continue;
            foreach (var text in new[] { $"a {key}=canary", $"?{key}=canary&x=1", $"{key}: canary", $"{{\"{key}\":\"canary\"}}" })
                Assert.DoesNotContain("canary", Scrubber.Text(text), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("eyJ")]
    [InlineData("://a:")]
    [InlineData("@://")]
    [InlineData("password=")]
    [InlineData("password:\"")]
    [InlineData("Bearer ")]
    [InlineData("-----BEGIN PRIVATE KEY")]
    [InlineData("AKIA")]
    [InlineData("basic AAAA")]
    [InlineData("secret a")]
    public void Hostile_text_takes_time_in_proportion_to_its_length(string piece)
    {
        var text = string.Concat(Enumerable.Repeat(piece, 200_000 / piece.Length)) + "@";
        var watch = Stopwatch.StartNew();
        Scrubber.Text(text);
        Assert.InRange(watch.Elapsed.TotalSeconds, 0, 2);
    }

    [Fact]
    public void Clean_text_costs_no_memory()
    {
        const string Text = "GET /api/activities/home answered 200 in 12.3 ms, see https://host/x";
        Scrub();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var turn = 0; turn < 100; turn++)
            Scrub();
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 99);

        static bool Scrub() => ReferenceEquals(Text, Scrubber.Text(Text));
    }
}
