using Cruddur.Dashboard.Query;

namespace Cruddur.Tests.Dashboard.Query;

public sealed class QueryReaderTests
{
    private static readonly DateTimeOffset Now = new(2027, 1, 15, 8, 0, 0, TimeSpan.Zero);

    private static readonly Test Web = Equal(FieldKind.Service, "web");
    private static readonly Test Failed = Equal(FieldKind.Status, "error");
    private static readonly Test Slow = new(new(FieldKind.Duration), Comparison.Greater, new("1s", 1_000_000_000));

    private static readonly Dictionary<string, Condition> OfSpans = new()
    {
        [""] = Condition.Always,
        ["   "] = Condition.Always,
        ["()"] = Condition.Always,
        ["pay"] = new AnyText("pay"),
        ["\"GET /api\""] = new AnyText("GET /api"),
        ["\"\""] = new AnyText(""),
        ["https://shop.example/cart?id=1"] = new AnyText("https://shop.example/cart?id=1"),
        ["HomeFeed.ReadAsync()"] = new AnyText("HomeFeed.ReadAsync()"),
        ["-"] = new AnyText("-"),
        ["or not and"] = new AllOf([new AnyText("or"), new AnyText("not"), new AnyText("and")]),
        ["\"OR\""] = new AnyText("OR"),
        ["ORDER"] = new AnyText("ORDER"),

        ["service=web"] = Web,
        ["service==web"] = Web,
        ["service = web"] = Web,
        ["service=\"web\""] = Web,
        ["(service=web)"] = Web,
        ["service=web status=error"] = new AllOf([Web, Failed]),
        ["service=web AND status=ERROR"] = new AllOf([Web, Failed]),
        ["service=web (status=error duration>1s)"] = new AllOf([Web, Failed, Slow]),
        ["service=web OR status=error"] = new AnyOf([Web, Failed]),
        ["service=web OR (status=error OR duration>1s)"] = new AnyOf([Web, Failed, Slow]),
        ["service=web status=error OR duration > 1s"] = new AnyOf([new AllOf([Web, Failed]), Slow]),
        ["service=web (status=error OR duration:>1s)"] = new AllOf([Web, new AnyOf([Failed, Slow])]),
        ["service!=web"] = new Not(Web),
        ["-service=web"] = new Not(Web),
        ["NOT service=web"] = new Not(Web),
        ["NOT(service=web OR status=error)"] = new Not(new AnyOf([Web, Failed])),
        ["--pay"] = new Not(new Not(new AnyText("pay"))),
        ["-\"health check\""] = new Not(new AnyText("health check")),

        ["name=\"GET *\""] = Equal(FieldKind.Name, "GET *"),
        ["kind=Server"] = Equal(FieldKind.Kind, "server"),
        ["kind=*er"] = Equal(FieldKind.Kind, "*er"),
        ["message:refused"] = Has(FieldKind.StatusMessage, "refused"),
        ["scope=Npgsql"] = Equal(FieldKind.Scope, "Npgsql"),
        ["event=exception"] = Equal(FieldKind.EventName, "exception"),
        ["-parent:*"] = new Not(Exists(new(FieldKind.ParentId))),
        ["parent=00F067AA0BA902B7"] = Equal(FieldKind.ParentId, "00f067aa0ba902b7"),
        ["span=00f067aa0ba902b7"] = Equal(FieldKind.SpanId, "00f067aa0ba902b7"),
        ["trace=5759e988bd862e3fe1be46a994272793"] = Equal(FieldKind.TraceId, "5759e988bd862e3fe1be46a994272793"),
        ["trace=1-5759e988-bd862e3fe1be46a994272793"] = Equal(FieldKind.TraceId, "5759e988bd862e3fe1be46a994272793"),
        ["trace:5759"] = Has(FieldKind.TraceId, "5759"),

        ["duration>=1.5ms"] = new Test(new(FieldKind.Duration), Comparison.GreaterOrEqual, new("1.5ms", 1_500_000)),
        ["duration<1m30s"] = new Test(new(FieldKind.Duration), Comparison.Less, new("1m30s", 90_000_000_000)),
        ["duration<=10µs"] = new Test(new(FieldKind.Duration), Comparison.LessOrEqual, new("10µs", 10_000)),
        ["duration=7ns"] = new Test(new(FieldKind.Duration), Comparison.Equal, new("7ns", 7)),
        ["time>-15m"] = new Test(new(FieldKind.Time), Comparison.Greater, new("-15m", 1_799_999_100_000_000_000)),
        ["time<=now"] = new Test(new(FieldKind.Time), Comparison.LessOrEqual, new("now", 1_800_000_000_000_000_000)),
        ["time<2027-01-15"] = new Test(new(FieldKind.Time), Comparison.Less, new("2027-01-15", 1_799_971_200_000_000_000)),
        ["time>2027-01-15T08:00"] = new Test(new(FieldKind.Time), Comparison.Greater, new("2027-01-15T08:00", 1_800_000_000_000_000_000)),
        ["time>2027-01-15T09:00:00.1234567+01:00"] =
            new Test(new(FieldKind.Time), Comparison.Greater, new("2027-01-15T09:00:00.1234567+01:00", 1_800_000_000_123_456_700)),
        ["time>\"2027-01-15 08:00:01Z\""] = new Test(new(FieldKind.Time), Comparison.Greater, new("2027-01-15 08:00:01Z", 1_800_000_001_000_000_000)),

        ["http.response.status_code>=500"] = new Test(Attribute("http.response.status_code"), Comparison.GreaterOrEqual, new("500", 500)),
        ["sample.rate=-1.5e3"] = new Test(Attribute("sample.rate"), Comparison.Equal, new("-1.5e3", -1500)),
        ["http.route:/api"] = new Test(Attribute("http.route"), Comparison.Contains, new("/api")),
        ["version:10"] = new Test(Attribute("version"), Comparison.Contains, new("10")),
        ["url.full:\"//shop\""] = new Test(Attribute("url.full"), Comparison.Contains, new("//shop")),
        ["url.full=http://shop:80/?a=b"] = new Test(Attribute("url.full"), Comparison.Equal, new("http://shop:80/?a=b")),
        ["db.query.text=count(*)"] = new Test(Attribute("db.query.text"), Comparison.Equal, new("count(*)")),
        ["path=C:\\new"] = new Test(Attribute("path"), Comparison.Equal, new("C:\\new")),
        ["path=\"C:\\\\new\""] = new Test(Attribute("path"), Comparison.Equal, new("C:\\new")),
        ["text=\"a \\\"b\\\"\\r\\n\\tc\""] = new Test(Attribute("text"), Comparison.Equal, new("a \"b\"\r\n\tc")),
        ["empty=\"\""] = new Test(Attribute("empty"), Comparison.Equal, new("")),
        ["key:*"] = Exists(Attribute("key")),
        ["key:\"*\""] = new Test(Attribute("key"), Comparison.Contains, new("*")),
        ["Name=Ada"] = new Test(Attribute("Name"), Comparison.Equal, new("Ada")),
        ["\"name\"=Ada"] = new Test(Attribute("name"), Comparison.Equal, new("Ada")),
        ["\"odd key:\"=1"] = new Test(Attribute("odd key:"), Comparison.Equal, new("1", 1)),
        ["level=error"] = new Test(Attribute("level"), Comparison.Equal, new("error")),
        ["resource.host.name=a"] = new Test(new(FieldKind.ResourceAttribute, "host.name"), Comparison.Equal, new("a")),
        ["resource.\"odd key\"=a"] = new Test(new(FieldKind.ResourceAttribute, "odd key"), Comparison.Equal, new("a")),
        ["\"resource.host\"=a"] = new Test(Attribute("resource.host"), Comparison.Equal, new("a")),
        ["event.exception.type:Invalid"] = new Test(new(FieldKind.EventAttribute, "exception.type"), Comparison.Contains, new("Invalid")),
    };

    private static readonly Dictionary<string, Condition> OfLogs = new()
    {
        ["message:refused"] = Has(FieldKind.Message, "refused"),
        ["level>=warning"] = Level(Comparison.GreaterOrEqual, "warning", 13),
        ["level>warn"] = Level(Comparison.Greater, "warning", 16),
        ["level<Info"] = Level(Comparison.Less, "information", 9),
        ["level<=error"] = Level(Comparison.LessOrEqual, "error", 20),
        ["level=fatal"] = new AllOf([Level(Comparison.GreaterOrEqual, "critical", 21), Level(Comparison.LessOrEqual, "critical", 24)]),
        ["level!=debug"] = new Not(new AllOf([Level(Comparison.GreaterOrEqual, "debug", 5), Level(Comparison.LessOrEqual, "debug", 8)])),
        ["level=0"] = Level(Comparison.Equal, "0", 0),
        ["level>=18"] = Level(Comparison.GreaterOrEqual, "18", 18),
        ["-level:*"] = new Not(Exists(new(FieldKind.Level))),
        ["duration>1"] = new Test(Attribute("duration"), Comparison.Greater, new("1", 1)),
        ["event.id=4"] = new Test(Attribute("event.id"), Comparison.Equal, new("4", 4)),
        ["event=telemetry.delivery"] = Equal(FieldKind.EventName, "telemetry.delivery"),
    };

    public static TheoryData<string> SpanQueries => [.. OfSpans.Keys];

    public static TheoryData<string> LogQueries => [.. OfLogs.Keys];

    [Theory]
    [MemberData(nameof(SpanQueries))]
    public void A_line_is_read_for_spans(string text) =>
        Assert.Equal(new QueryResult(OfSpans[text]), QueryReader.Read(text, QueryTarget.Spans, Now));

    [Theory]
    [MemberData(nameof(LogQueries))]
    public void A_line_is_read_for_log_records(string text) =>
        Assert.Equal(new QueryResult(OfLogs[text]), QueryReader.Read(text, QueryTarget.Logs, Now));

    private static Field Attribute(string key) => new(FieldKind.Attribute, key);

    private static Test Exists(Field field) => new(field, Comparison.Exists, new(""));

    private static Test Equal(FieldKind kind, string value) => new(new(kind), Comparison.Equal, new(value));

    private static Test Has(FieldKind kind, string value) => new(new(kind), Comparison.Contains, new(value));

    private static Test Level(Comparison comparison, string name, int number) => new(new(FieldKind.Level), comparison, new(name, number));
}
